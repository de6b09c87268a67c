package io.m2x.client.devices;

import io.m2x.client.error.M2xException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.streams.StreamType;

/**
 * Thrown when a stream exists with another type than the defined one. The type of a
 * stream can't be changed after its creation. Nothing was changed.
 *
 * @since 0.1.0
 */
public class M2xStreamTypeException extends M2xException {

	private final String stream;

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param device the device
	 * @param stream the name of the stream
	 * @param present the type of the stream
	 * @param wanted the defined type
	 */
	public M2xStreamTypeException(String operation, DeviceRef device, String stream, StreamType present,
			StreamType wanted) {
		super(operation,
				"stream '" + stream + "' of device " + device + " is " + text(present) + " but should be "
						+ text(wanted) + ", and the type of a stream can't be changed; define it as " + text(present)
						+ ", use another name, or delete the stream with all its values",
				null, null);
		this.stream = stream;
	}

	private static String text(StreamType type) {
		return (type == StreamType.NUMERIC) ? "numeric" : "alphanumeric";
	}

	/**
	 * Return the name of the stream.
	 * @return the name
	 */
	public String stream() {
		return this.stream;
	}

}
