package io.m2x.client.integrations;

import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import io.m2x.client.model.DeviceRef;

/**
 * The devices that an integration is for.
 *
 * @param all whether it is for all devices, those still to come too
 * @param ids the ids of the devices, empty if it is for all
 * @since 0.1.0
 */
public record IntegrationDevices(boolean all, List<String> ids) {

	private static final String ALL = "all";

	public IntegrationDevices {
		ids = all ? List.of() : List.copyOf(ids);
	}

	/**
	 * Return all devices of the account, those still to come too.
	 * @return all of them
	 */
	public static IntegrationDevices ofAll() {
		return new IntegrationDevices(true, List.of());
	}

	/**
	 * Return some devices.
	 * @param deviceIds the ids of the devices
	 * @return these devices
	 */
	public static IntegrationDevices of(String... deviceIds) {
		return new IntegrationDevices(false, List.of(deviceIds));
	}

	/**
	 * Return references to the devices, for the methods of the services.
	 * @return the references, empty if it is for all
	 */
	public List<DeviceRef> refs() {
		return this.ids.stream().map(DeviceRef::id).toList();
	}

	/**
	 * Return the form in which the devices stand in JSON.
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
