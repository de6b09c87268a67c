package io.m2x.client.integrations;

import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import io.m2x.client.model.DeviceRef;

/**
 * Devices whose data an integration sends.
 *
 * @param all whether all devices are meant, including future ones
 * @param ids the ids of the devices; empty for all devices
 * @since 0.1.0
 */
public record IntegrationDevices(boolean all, List<String> ids) {

	private static final String ALL = "all";

	public IntegrationDevices {
		ids = all ? List.of() : List.copyOf(ids);
	}

	/**
	 * Select all devices of the account, including future ones.
	 * @return all devices
	 */
	public static IntegrationDevices ofAll() {
		return new IntegrationDevices(true, List.of());
	}

	/**
	 * Select some devices.
	 * @param deviceIds the ids of the devices
	 * @return these devices
	 */
	public static IntegrationDevices of(String... deviceIds) {
		return new IntegrationDevices(false, List.of(deviceIds));
	}

	/**
	 * Return references to the devices, for the methods of the services.
	 * @return the references; empty for all devices
	 */
	public List<DeviceRef> refs() {
		return this.ids.stream().map(DeviceRef::id).toList();
	}

	/**
	 * Return the JSON form of the devices.
	 * @return the word {@code all} or a list of ids
	 */
	@JsonValue
	public Object toJson() {
		return this.all ? ALL : this.ids;
	}

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static IntegrationDevices fromJson(@Nullable Object json) {
		if (json instanceof Collection<?> ids) {
			return new IntegrationDevices(false, ids.stream().map(String::valueOf).toList());
		}
		return (json == null || ALL.equals(json)) ? ofAll() : of(json.toString().split("\\s*,\\s*", -1));
	}

}
