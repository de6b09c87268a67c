package io.m2x.server.devices;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.collections.CollectionMembers;
import io.m2x.server.keys.PrimaryKeys;
import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.tags.TagStore;
import io.m2x.server.triggers.TriggerCopies;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * Creates and edits devices; to be called inside a transaction.
 *
 * @since 0.1.0
 */
@Component
public final class DeviceEditor {

	private final DeviceStore devices;

	private final TagStore tags;

	private final MetadataStore metadata;

	private final StreamStore streams;

	private final CollectionMembers members;

	private final AccountResources resources;

	private final PrimaryKeys keys;

	private final TriggerCopies triggers;

	DeviceEditor(DeviceStore devices, TagStore tags, MetadataStore metadata, StreamStore streams,
			CollectionMembers members, AccountResources resources, PrimaryKeys keys, TriggerCopies triggers) {
		this.devices = devices;
		this.tags = tags;
		this.metadata = metadata;
		this.streams = streams;
		this.members = members;
		this.resources = resources;
		this.keys = keys;
		this.triggers = triggers;
	}

	// Read a new device from the request and look up what it refers to.
	NewDevice resolve(long account, Fields fields) {
		@Nullable Base base = resolveBase(account, fields);
		@Nullable Long collection = this.resources.resolve(Kind.COLLECTION, account, fields, "collection");
		DeviceAttributes attributes = DeviceAttributes.read(fields,
				(base != null) ? base.attributes() : DeviceAttributes.NONE);
		return new NewDevice(attributes, resolveSerial(account, null, fields), base, collection);
	}

	Device create(long account, NewDevice wanted) {
		long now = System.currentTimeMillis();
		long device = insert(account, wanted, null, now);
		if (wanted.base() != null) {
			this.streams.copyAll(wanted.base().row(), device, now);
			this.triggers.copyAll(wanted.base().row(), device, now);
		}
		if (wanted.collection() != null) {
			this.resources.lock(Kind.COLLECTION, wanted.collection());
			this.members.add(wanted.collection(), device);
		}
		return this.devices.find(device).orElseThrow();
	}

	/**
	 * Read a new device of a distribution from the request and look up whether its serial
	 * is free.
	 * @param account the account of the distribution
	 * @param template what holds where nothing was sent
	 * @param fields the fields of the request
	 * @return the device
	 */
	public NewDevice resolveMember(long account, DeviceAttributes template, Fields fields) {
		DeviceAttributes attributes = DeviceAttributes.read(fields, template);
		if (!DeviceSerial.isIn(fields)) {
			fields.reject(DeviceSerial.FIELD, Validation.NOT_PRESENT);
		}
		return new NewDevice(attributes, resolveSerial(account, null, fields), null, null);
	}

	/**
	 * Create a device without streams that belongs to a distribution.
	 * @param account the account of the distribution
	 * @param distribution the row of the distribution, locked
	 * @param wanted the device
	 * @param now milliseconds since 1970
	 * @return the row of the new device
	 */
	public long createMember(long account, long distribution, NewDevice wanted, long now) {
		return insert(account, wanted, distribution, now);
	}

	// Read an update from the request and look up whether the serial is free.
	NewDevice resolveUpdate(long account, long device, Fields fields) {
		Device existing = this.devices.find(device).orElseThrow(() -> ApiException.notFound("Device"));
		DeviceAttributes attributes = DeviceAttributes.read(fields,
				DeviceAttributes.beforeEdit(existing.description(), existing.status()));
		@Nullable String serial = fields.has(DeviceSerial.FIELD) ? resolveSerial(account, device, fields) : existing.serial();
		return new NewDevice(attributes, serial, null, null);
	}

	void update(long device, NewDevice wanted) {
		this.devices.update(device, wanted.attributes(), wanted.serial(), System.currentTimeMillis());
		saveLists(device, wanted.attributes());
	}

	/**
	 * Find the device that something new is to be a copy of.
	 * @param account the account that asks
	 * @param fields the fields of the request
	 * @return the device with the attributes to copy, {@code null} if none was named
	 */
	public @Nullable Base resolveBase(long account, Fields fields) {
		@Nullable Long row = this.resources.resolve(Kind.DEVICE, account, fields, "base_device");
		return Optional.ofNullable(row).flatMap(this.devices::find).map(this::baseOf).orElse(null);
	}

	private Base baseOf(Device device) {
		return new Base(device.row(),
				new DeviceAttributes(device.name(), device.description(), device.visibility(), device.status(),
						this.tags.find(Kind.DEVICE, device.row()), this.metadata.find(Kind.DEVICE, device.row())));
	}

	private @Nullable String resolveSerial(long account, @Nullable Long device, Fields fields) {
		@Nullable String serial = DeviceSerial.read(fields);
		if (serial != null && this.devices.isSerialTaken(account, serial, device)) {
			fields.reject(DeviceSerial.FIELD, Validation.NOT_UNIQUE);
		}
		return serial;
	}

	private long insert(long account, NewDevice wanted, @Nullable Long distribution, long now) {
		long device = this.devices.insert(account, distribution, wanted.attributes(), wanted.serial(), now);
		saveLists(device, wanted.attributes());
		this.keys.add(Kind.DEVICE, account, device, now);
		return device;
	}

	private void saveLists(long device, DeviceAttributes attributes) {
		if (attributes.tags() != null) {
			this.tags.replace(Kind.DEVICE, device, attributes.tags());
		}
		if (attributes.metadata() != null) {
			this.metadata.replace(Kind.DEVICE, device, attributes.metadata());
		}
	}

	/**
	 * The requested device.
	 *
	 * @param attributes its attributes
	 * @param serial the serial
	 * @param base what it is a copy of, or {@code null}
	 * @param collection the row of the collection that it is put into, or {@code null}
	 */
	public record NewDevice(DeviceAttributes attributes, @Nullable String serial, @Nullable Base base,
			@Nullable Long collection) {

	}

	/**
	 * A device to be copied.
	 *
	 * @param row the row of the device
	 * @param attributes its attributes
	 */
	public record Base(long row, DeviceAttributes attributes) {

	}

}
