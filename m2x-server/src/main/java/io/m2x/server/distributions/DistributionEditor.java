package io.m2x.server.distributions;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.Kind;
import io.m2x.server.devices.DeviceAttributes;
import io.m2x.server.devices.DeviceEditor;
import io.m2x.server.devices.DeviceEditor.NewDevice;
import io.m2x.server.keys.PrimaryKeys;
import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.streams.StreamTable;
import io.m2x.server.tags.TagStore;
import io.m2x.server.web.Fields;

/**
 * Creates and edits distributions and makes devices from them; to be called inside a
 * transaction.
 */
@Component
final class DistributionEditor {

	private final DistributionStore store;

	private final TagStore tags;

	private final MetadataStore metadata;

	private final DeviceEditor devices;

	private final PrimaryKeys keys;

	private final StreamTable deviceStreams;

	private final StreamTable templateStreams;

	DistributionEditor(JdbcClient jdbc, DistributionStore store, TagStore tags, MetadataStore metadata,
			DeviceEditor devices, PrimaryKeys keys) {
		this.store = store;
		this.tags = tags;
		this.metadata = metadata;
		this.devices = devices;
		this.keys = keys;
		this.deviceStreams = StreamTable.ofDevices(jdbc);
		this.templateStreams = StreamTable.ofDistributions(jdbc);
	}

	// Read a new distribution from the request and look up the device it is based on.
	NewDistribution resolve(long account, Fields fields) {
		DeviceEditor.@Nullable Base base = this.devices.resolveBase(account, fields);
		return new NewDistribution(DeviceAttributes.read(fields,
				(base != null) ? withoutRequired(base.attributes()) : DeviceAttributes.NONE), base);
	}

	long create(long account, NewDistribution wanted) {
		long now = System.currentTimeMillis();
		long distribution = this.store.insert(account, wanted.attributes(), now);
		saveLists(distribution, wanted.attributes());
		this.keys.add(Kind.DISTRIBUTION, account, distribution, now);
		if (wanted.base() != null) {
			this.templateStreams.copyFrom(this.deviceStreams, wanted.base().row(), distribution, now);
		}
		return distribution;
	}

	// A distribution must get a name and a visibility of its own, also one that copies a
	// device.
	private static DeviceAttributes withoutRequired(DeviceAttributes base) {
		return new DeviceAttributes(null, base.description(), null, DeviceAttributes.NONE.status(), base.tags(),
				base.metadata());
	}

	// Read an update from the request and look up the attributes that stay.
	DeviceAttributes resolveUpdate(long distribution, Fields fields) {
		Distribution existing = this.store.require(distribution);
		return DeviceAttributes.read(fields, DeviceAttributes.beforeEdit(existing.description(), existing.status()));
	}

	void update(long distribution, DeviceAttributes attributes) {
		this.store.update(distribution, attributes, System.currentTimeMillis());
		saveLists(distribution, attributes);
	}

	// Read a new device from the request and look up the attributes of the distribution,
	// which the device has where the request has none.
	NewDevice resolveDevice(long account, long distribution, Fields fields) {
		Distribution template = this.store.require(distribution);
		DeviceAttributes inherited = new DeviceAttributes(template.name(), template.description(),
				template.visibility(), DeviceAttributes.NONE.status(), this.tags.find(Kind.DISTRIBUTION, distribution),
				this.metadata.find(Kind.DISTRIBUTION, distribution));
		return this.devices.resolveMember(account, inherited, fields);
	}

	long addDevice(long account, long distribution, NewDevice wanted) {
		long now = System.currentTimeMillis();
		long device = this.devices.createMember(account, distribution, wanted, now);
		this.deviceStreams.copyFrom(this.templateStreams, distribution, device, now);
		return device;
	}

	private void saveLists(long distribution, DeviceAttributes attributes) {
		if (attributes.tags() != null) {
			this.tags.replace(Kind.DISTRIBUTION, distribution, attributes.tags());
		}
		if (attributes.metadata() != null) {
			this.metadata.replace(Kind.DISTRIBUTION, distribution, attributes.metadata());
		}
	}

	/**
	 * The requested distribution.
	 *
	 * @param attributes its attributes
	 * @param base the device whose streams it gets, or {@code null}
	 */
	record NewDistribution(DeviceAttributes attributes, DeviceEditor.@Nullable Base base) {

	}

}
