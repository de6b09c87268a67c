package io.m2x.client.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Request to send a command. Its devices are determined when it is sent: a device that is
 * added to a collection later does not receive it.
 *
 * <pre>{@code
 * SendCommand command = SendCommand.toDevices("open-vent", deviceId).withData(Map.of("angle", "90"));
 * }</pre>
 *
 * @param name the name, which tells devices what to do
 * @param data the parameters of the command, or {@code null} for none
 * @param targets the devices that receive it
 * @since 0.1.0
 */
public record SendCommand(String name, @Nullable Map<String, String> data, Targets targets) {

	public SendCommand {
		Assert.hasText(name, "'name' must not be empty");
		data = (data != null) ? Map.copyOf(data) : null;
	}

	/**
	 * Create a command for devices.
	 * @param name the name
	 * @param deviceIds the ids of the devices, at least one
	 * @return the request
	 */
	public static SendCommand toDevices(String name, String... deviceIds) {
		return new SendCommand(name, null, new Targets(List.of(deviceIds), List.of()));
	}

	/**
	 * Create a command for the devices of collections and of the collections below them.
	 * @param name the name
	 * @param collectionIds the ids of the collections, at least one
	 * @return the request
	 */
	public static SendCommand toCollections(String name, String... collectionIds) {
		return new SendCommand(name, null, new Targets(List.of(), List.of(collectionIds)));
	}

	/**
	 * Return a copy of this command for additional devices.
	 * @param deviceIds the ids of the devices
	 * @return the request
	 */
	public SendCommand andToDevices(String... deviceIds) {
		return new SendCommand(this.name, this.data,
				new Targets(joined(this.targets.devices(), deviceIds), this.targets.collections()));
	}

	/**
	 * Return a copy of this command for the devices of additional collections.
	 * @param collectionIds the ids of the collections
	 * @return the request
	 */
	public SendCommand andToCollections(String... collectionIds) {
		return new SendCommand(this.name, this.data,
				new Targets(this.targets.devices(), joined(this.targets.collections(), collectionIds)));
	}

	/**
	 * Return a copy of this command with data.
	 * @param data the texts by name
	 * @return the request
	 */
	public SendCommand withData(Map<String, String> data) {
		return new SendCommand(this.name, data, this.targets);
	}

	private static List<String> joined(List<String> ids, String... more) {
		List<String> joined = new ArrayList<>(ids);
		joined.addAll(List.of(more));
		return joined;
	}

	/**
	 * Devices that receive a command, each of them once.
	 *
	 * @param devices the ids of devices
	 * @param collections the ids of collections
	 */
	public record Targets(@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> devices,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> collections) {

		public Targets {
			Assert.isTrue(!devices.isEmpty() || !collections.isEmpty(),
					"A command needs at least one device or collection");
			devices = List.copyOf(devices);
			collections = List.copyOf(collections);
		}

	}

}
