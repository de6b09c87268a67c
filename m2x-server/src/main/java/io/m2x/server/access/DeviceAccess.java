package io.m2x.server.access;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.security.Caller;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;

/**
 * Finds the device that a path names and decides what the caller may do with it.
 *
 * @since 0.1.0
 */
@Component
public final class DeviceAccess {

	/** The path of a device by its id; reserved words are no ids. */
	public static final String BY_ID = BaseUrls.PREFIX + "/devices/{id:(?!(?:catalog|search|serial|tags)$).+}";

	/** The path of a device by its serial. */
	public static final String BY_SERIAL = BaseUrls.PREFIX + "/devices/serial/{serial}";

	private final KnownDevices devices;

	private final KnownCollections collections;

	private final AccountResources resources;

	DeviceAccess(KnownDevices devices, KnownCollections collections, AccountResources resources) {
		this.devices = devices;
		this.collections = collections;
		this.resources = resources;
	}

	/**
	 * Find the device for reading it as a whole.
	 * @param caller the caller
	 * @param request the request
	 * @return the device
	 */
	public DeviceScope toRead(Caller caller, ApiRequest request) {
		return toReadStream(caller, request).requireWhole();
	}

	/**
	 * Find the device for reading one of its streams. Of a public device, the key to one
	 * stream opens what everybody may read.
	 * @param caller the caller
	 * @param request the request
	 * @return the device
	 */
	public DeviceScope toReadStream(Caller caller, ApiRequest request) {
		Optional<KnownDevice> device = find(caller, request);
		if (device.isPresent() && device.get().isPublic()
				&& (caller.stream() != null || !isCovered(device.get(), caller))) {
			return DeviceScope.ofReader(device.get());
		}
		return owned(device, caller);
	}

	/**
	 * Find the device for changing its data.
	 * @param caller the caller
	 * @param request the request
	 * @return the device
	 */
	public DeviceScope toWrite(Caller caller, ApiRequest request) {
		return toWriteStream(caller, request).requireWhole();
	}

	/**
	 * Find the device for changing one of its streams.
	 * @param caller the caller
	 * @param request the request
	 * @return the device
	 */
	public DeviceScope toWriteStream(Caller caller, ApiRequest request) {
		return owned(find(caller, request), caller);
	}

	/**
	 * Decide about a device that was found before, for changing one of its streams.
	 * @param caller the caller
	 * @param device the device, {@code null} if there is none
	 * @return the device
	 */
	public DeviceScope toWriteStream(Caller caller, @Nullable KnownDevice device) {
		return owned(Optional.ofNullable(device), caller);
	}

	/**
	 * Decide the same without the database. Presumes that a device is in the collection
	 * that the caller's key is for.
	 * @param caller the caller
	 * @param device the device
	 * @return the device, empty if the caller has to be refused as far as is known
	 */
	public Optional<DeviceScope> presume(Caller caller, KnownDevice device) {
		boolean covered = (caller.collection() != null) || isCovered(device, caller);
		return covered ? Optional.of(DeviceScope.ofOwner(device, caller.stream())) : Optional.empty();
	}

	/**
	 * Find the device for dealing with its commands, which only its primary key and the
	 * account may do.
	 * @param caller the caller
	 * @param request the request
	 * @return the device
	 */
	public DeviceScope toCommand(Caller caller, ApiRequest request) {
		caller.requireKey();
		if (!caller.isMasterOrPrimary()) {
			throw ApiException.forbidden();
		}
		return owned(find(caller, request), caller);
	}

	/**
	 * Find the device for what only the account may do with it.
	 * @param caller the caller
	 * @param request the request
	 * @return the device
	 */
	public DeviceScope toManage(Caller caller, ApiRequest request) {
		caller.requireMaster();
		return owned(find(caller, request), caller);
	}

	/**
	 * Let no other transaction change the device or anything in it until this one ends.
	 * @param scope the device
	 */
	public void lock(DeviceScope scope) {
		this.resources.lock(Kind.DEVICE, scope.device());
	}

	/**
	 * Note that the device sent data.
	 * @param scope the device, locked
	 * @param now milliseconds since 1970
	 */
	public void touch(DeviceScope scope, long now) {
		this.devices.touch(List.of(scope.device()), now);
	}

	private DeviceScope owned(Optional<KnownDevice> device, Caller caller) {
		caller.requireKey();
		if (device.isPresent() && isCovered(device.get(), caller)) {
			return DeviceScope.ofOwner(device.get(), caller.stream());
		}
		// Only the account learns which devices there are.
		throw caller.isMaster() ? ApiException.notFound("Device") : ApiException.forbidden();
	}

	private boolean isCovered(KnownDevice device, Caller caller) {
		if (caller.collection() != null) {
			return this.collections.contains(caller.collection(), device.row());
		}
		if (caller.distribution() != null) {
			return caller.distribution().equals(device.distribution());
		}
		return (caller.device() != null) ? caller.device() == device.row()
				: Objects.equals(caller.account(), device.account());
	}

	private Optional<KnownDevice> find(Caller caller, ApiRequest request) {
		return find(name(caller, request));
	}

	/**
	 * Return what a path calls the device.
	 * @param caller the caller, among whose devices a serial is looked for
	 * @param request the request
	 * @return the name
	 */
	public DeviceName name(Caller caller, ApiRequest request) {
		@Nullable String id = request.pathVariable("id");
		return (id != null) ? new DeviceName(null, id)
				: new DeviceName(caller.requireKey(), String.valueOf(request.pathVariable("serial")));
	}

	/**
	 * Find a device.
	 * @param name what the path calls it
	 * @return the device, whichever account it belongs to if it is called by its id
	 */
	public Optional<KnownDevice> find(DeviceName name) {
		return (name.account() != null) ? this.devices.findBySerial(name.account(), name.text())
				: this.devices.findById(name.text());
	}

}
