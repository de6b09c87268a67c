package io.m2x.client.internal;

import java.util.ArrayList;
import java.util.List;

import org.springframework.util.Assert;

import io.m2x.client.model.DeviceRef;

/**
 * Path of a resource below the base URL, as a template with its variables.
 *
 * @param template the path with placeholders, such as {@code /devices/{device}}; it is
 * the {@code uri} tag of metrics
 * @param variables the values of the placeholders, in order, not encoded
 */
public record ResourcePath(String template, List<String> variables) {

	public ResourcePath {
		variables = List.copyOf(variables);
		variables.forEach(ResourcePath::checkSegment);
	}

	/**
	 * Return a path.
	 * @param template the path with placeholders
	 * @param variables the values of the placeholders
	 * @return the path
	 */
	public static ResourcePath of(String template, String... variables) {
		return new ResourcePath(template, List.of(variables));
	}

	/**
	 * Return a path below a device.
	 * @param device the device
	 * @param rest what follows the device in the template, empty for the device itself
	 * @param variables the values of the placeholders in the rest
	 * @return the path
	 */
	public static ResourcePath ofDevice(DeviceRef device, String rest, String... variables) {
		Assert.notNull(device, "'device' must not be null");
		List<String> all = new ArrayList<>();
		all.add(device.value());
		all.addAll(List.of(variables));
		return new ResourcePath((device.isSerial() ? "/devices/serial/{serial}" : "/devices/{device}") + rest, all);
	}

	/**
	 * Return a path below an API key, with a mask in place of the key.
	 * @param rest what follows the key in the template, empty for the key itself
	 * @return the path, for a request that sets its key
	 * @see M2xRequest#keyInPath(ApiKey)
	 */
	public static ResourcePath ofKey(String rest) {
		return of("/keys/{key}" + rest, KeyPathConnector.MASK);
	}

	private static void checkSegment(String segment) {
		// Dot segments are removed on the way, so they would change the resource.
		Assert.isTrue(!segment.isBlank() && !segment.equals(".") && !segment.equals(".."),
				() -> "'" + segment + "' is not allowed in a path");
	}

}
