package io.m2x.server.devices;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;

/**
 * Puts together from several tables what is told about devices.
 */
final class DeviceViews {

	private final DeviceStore devices;

	private final MetadataStore metadata;

	private final StreamStore streams;

	DeviceViews(DeviceStore devices, MetadataStore metadata, StreamStore streams) {
		this.devices = devices;
		this.metadata = metadata;
		this.streams = streams;
	}

	// Return one device with all details.
	DeviceView details(Device device, boolean owner, ApiRequest request) {
		return list(List.of(device), owner, new Include(true, null), request).get(0);
	}

	List<DeviceView> list(List<Device> found, boolean owner, Include include, ApiRequest request) {
		List<Long> rows = found.stream().map(Device::row).toList();
		Map<Long, List<String>> tags = this.devices.tags(rows);
		Map<Long, Map<String, String>> fields = include.metadata() ? this.metadata.find(rows) : Map.of();
		Map<Long, Map<String, @Nullable Object>> values = (include.streams() != null)
				? this.streams.currentValues(rows, include.streams()) : Map.of();
		return found.stream()
			.map((device) -> view(device, owner, tags.getOrDefault(device.row(), List.of()),
					include.metadata() ? fields.getOrDefault(device.row(), Map.of()) : null,
					(include.streams() != null) ? values.getOrDefault(device.row(), Map.of()) : null, request))
			.toList();
	}

	private static DeviceView view(Device device, boolean owner, List<String> tags,
			@Nullable Map<String, String> metadata, @Nullable Map<String, @Nullable Object> values,
			ApiRequest request) {
		String url = request.url("devices", device.id());
		return new DeviceView(device.id(), url, device.name(), device.description(), device.visibility(),
				device.status(), device.serial(), tags, List.of(), metadata,
				(device.location() != null) ? device.location() : Map.of(),
				new DeviceView.StreamsSummary(device.streamCount(), url + "/streams", values),
				owner ? new DeviceView.TriggersSummary(0, url + "/triggers") : null, owner ? device.key() : null,
				Instant.ofEpochMilli(device.activeAt()), Instant.ofEpochMilli(device.createdAt()),
				Instant.ofEpochMilli(device.updatedAt()));
	}

	/**
	 * What a list shows beyond the devices themselves.
	 *
	 * @param metadata whether metadata are shown
	 * @param streams the streams whose current values are shown, empty for all and
	 * {@code null} for none
	 */
	record Include(boolean metadata, @Nullable List<String> streams) {

		static final Include NOTHING = new Include(false, null);

		static Include read(Fields fields) {
			String metadata = fields.choice("include_metadata", Set.of("true", "false"));
			List<String> streams = fields.words("include_stream_values");
			if (streams.isEmpty() || streams.equals(List.of("false"))) {
				return new Include("true".equals(metadata), null);
			}
			return new Include("true".equals(metadata), streams.equals(List.of("true")) ? List.of() : streams);
		}

	}

}
