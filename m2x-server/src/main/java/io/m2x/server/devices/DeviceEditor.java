package io.m2x.server.devices;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.security.ApiKeys;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * Creates and edits devices; to be called inside a transaction.
 */
final class DeviceEditor {

	private static final int ID_LENGTH = 32;

	private final DeviceStore devices;

	private final MetadataStore metadata;

	private final StreamStore streams;

	private final ApiKeys keys;

	private final TriggerCopies triggers;

	DeviceEditor(DeviceStore devices, MetadataStore metadata, StreamStore streams, ApiKeys keys,
			TriggerCopies triggers) {
		this.devices = devices;
		this.metadata = metadata;
		this.streams = streams;
		this.keys = keys;
		this.triggers = triggers;
	}

	Device create(long account, Fields fields) {
		String baseId = fields.text("base_device", ID_LENGTH);
		Optional<Device> base = (baseId != null) ? this.devices.find(account, baseId) : Optional.empty();
		if (baseId != null && base.isEmpty()) {
			fields.reject("base_device", Validation.NOT_FOUND);
		}
		if (fields.node("collection") != null) {
			fields.reject("collection", Validation.NOT_FOUND);
		}
		DeviceAttributes attributes = DeviceAttributes.read(fields,
				base.map(this::copyOf).orElse(DeviceAttributes.NONE));
		checkSerial(account, attributes.serial(), null, fields);
		fields.check();
		long now = System.currentTimeMillis();
		long device = this.devices.insert(account, attributes, now);
		saveLists(device, attributes);
		this.keys.addPrimary(account, device, now);
		base.ifPresent((source) -> this.streams.copyAll(source.row(), device, now));
		base.ifPresent((source) -> this.triggers.copyAll(source.row(), device, now));
		return this.devices.find(device).orElseThrow();
	}

	void update(long account, long device, Fields fields) {
		Device existing = this.devices.find(device).orElseThrow(() -> ApiException.notFound("Device"));
		DeviceAttributes attributes = DeviceAttributes.read(fields, DeviceAttributes.of(existing));
		checkSerial(account, attributes.serial(), device, fields);
		fields.check();
		this.devices.update(device, attributes, System.currentTimeMillis());
		saveLists(device, attributes);
	}

	private DeviceAttributes copyOf(Device base) {
		List<Long> row = List.of(base.row());
		return new DeviceAttributes(base.name(), base.description(), base.visibility(), base.status(), null,
				this.devices.tags(row).getOrDefault(base.row(), List.of()),
				this.metadata.find(row).getOrDefault(base.row(), Map.of()));
	}

	private void checkSerial(long account, @Nullable String serial, @Nullable Long device, Fields fields) {
		if (serial != null && this.devices.isSerialTaken(account, serial, device)) {
			fields.reject("serial", Validation.NOT_UNIQUE);
		}
	}

	private void saveLists(long device, DeviceAttributes attributes) {
		if (attributes.tags() != null) {
			this.devices.replaceTags(device, attributes.tags());
		}
		if (attributes.metadata() != null) {
			this.metadata.replace(device, attributes.metadata());
		}
	}

}
