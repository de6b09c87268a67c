package io.m2x.server.devices;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.access.Kind;
import io.m2x.server.collections.CollectionMembers;
import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.tags.TagStore;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Responses;

/**
 * Assembles from several tables the views of devices.
 *
 * @since 0.1.0
 */
@Component
public final class DeviceViews {

	private final DeviceStore devices;

	private final TagStore tags;

	private final MetadataStore metadata;

	private final StreamStore streams;

	private final CollectionMembers members;

	DeviceViews(DeviceStore devices, TagStore tags, MetadataStore metadata, StreamStore streams,
			CollectionMembers members) {
		this.devices = devices;
		this.tags = tags;
		this.metadata = metadata;
		this.streams = streams;
		this.members = members;
	}

	/**
	 * Return a device with all details, as its account sees it.
	 * @param device the row of the device
	 * @param request the request
	 * @return the device in the form of the API's JSON
	 */
	public DeviceView details(long device, ApiRequest request) {
		return details(this.devices.find(device).orElseThrow(() -> ApiException.notFound("Device")), true, request);
	}

	// Return one device with all details.
	DeviceView details(Device device, boolean owner, ApiRequest request) {
		return list(List.of(device), owner, new Include(true, null, false), request).get(0);
	}

	List<DeviceView> list(List<Device> found, boolean owner, Include include, ApiRequest request) {
		List<Long> rows = found.stream().map(Device::row).toList();
		Map<Long, List<String>> tags = this.tags.find(Kind.DEVICE, rows);
		Map<Long, List<String>> collections = this.members.ofDevices(rows);
		List<Long> withMetadata = include.metadata() ? fitting(rows) : List.of();
		Map<Long, Map<String, String>> fields = this.metadata.find(Kind.DEVICE, withMetadata);
		Map<Long, Map<String, @Nullable Object>> values = (include.streams() != null)
				? this.streams.currentValues(rows, include.streams()) : Map.of();
		return found.stream()
			.map((device) -> view(device, owner, tags.getOrDefault(device.row(), List.of()),
					collections.getOrDefault(device.row(), List.of()),
					withMetadata.contains(device.row()) ? fields.getOrDefault(device.row(), Map.of()) : null,
					(include.streams() != null || include.placeForValues())
							? values.getOrDefault(device.row(), Map.of()) : null,
					request))
			.toList();
	}

	// Return the first devices of a list whose metadata fit into one response, at least
	// one device.
	private List<Long> fitting(List<Long> rows) {
		Map<Long, Long> sizes = this.metadata.sizes(Kind.DEVICE, rows);
		long size = 0;
		int count = 0;
		while (count < rows.size() && size + sizes.getOrDefault(rows.get(count), 0L) <= Responses.MAX_SIZE) {
			size += sizes.getOrDefault(rows.get(count), 0L);
			count++;
		}
		return rows.subList(0, count);
	}

	private static DeviceView view(Device device, boolean owner, List<String> tags, List<String> collections,
			@Nullable Map<String, String> metadata, @Nullable Map<String, @Nullable Object> values,
			ApiRequest request) {
		String url = request.url("devices", device.id());
		// Where a device came from concerns its account only.
		String distribution = owner ? device.distribution() : null;
		return new DeviceView(device.id(), url, device.name(), device.description(), device.visibility(),
				device.status(), device.serial(), tags, collections, metadata,
				(device.location() != null) ? device.location() : Map.of(),
				new DeviceView.StreamsSummary(device.streamCount(), url + "/streams", values),
				owner ? new DeviceView.TriggersSummary(device.triggerCount(), url + "/triggers") : null,
				owner ? device.key() : null, (distribution != null) ? request.url("distributions", distribution) : null,
				(distribution != null) ? device.distributionName() : null, Instant.ofEpochMilli(device.activeAt()),
				Instant.ofEpochMilli(device.createdAt()), Instant.ofEpochMilli(device.updatedAt()));
	}

	/**
	 * What a list shows beyond the devices themselves.
	 *
	 * @param metadata whether metadata are shown, as far as they fit into the response
	 * @param streams the streams whose current values are shown, empty for all and
	 * {@code null} for none
	 * @param placeForValues whether there is a place for values when there are none
	 */
	record Include(boolean metadata, @Nullable List<String> streams, boolean placeForValues) {

		static final Include NOTHING = new Include(false, null, false);

		static Include read(Fields fields) {
			String metadata = fields.choice("include_metadata", Set.of("true", "false"));
			List<String> streams = fields.words("include_stream_values");
			if (streams.isEmpty() || streams.equals(List.of("false"))) {
				return new Include("true".equals(metadata), null, false);
			}
			return new Include("true".equals(metadata), streams.equals(List.of("true")) ? List.of() : streams, false);
		}

		Include withPlaceForValues() {
			return new Include(this.metadata, this.streams, true);
		}

	}

}
