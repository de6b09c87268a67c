package io.m2x.server.triggers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.m2x.server.streams.KnownStream;

/**
 * The enabled triggers that watch a device: its own and those of its distribution.
 *
 * @since 0.1.0
 */
public final class Watching {

	private final long device;

	private final List<Trigger> triggers;

	/** The streams that the triggers watch and the device has, by name. */
	private final Map<String, KnownStream> streams = new HashMap<>();

	Watching(long device, List<Trigger> triggers, Map<String, KnownStream> streams) {
		this.device = device;
		this.triggers = triggers;
		for (Trigger trigger : triggers) {
			for (String name : trigger.conditions().byStream().keySet()) {
				KnownStream stream = streams.get(name);
				if (stream != null) {
					this.streams.put(name, stream);
				}
			}
		}
	}

	/**
	 * Return whether a trigger watches a stream.
	 * @param stream the name of the stream
	 * @return whether its values must be evaluated
	 */
	public boolean contains(String stream) {
		return this.streams.containsKey(stream);
	}

	/**
	 * Return how many triggers there are.
	 * @return the number
	 */
	public int size() {
		return this.triggers.size();
	}

	/**
	 * Return how long the texts of the triggers are.
	 * @return the number of characters, roughly
	 */
	public int textLength() {
		return this.triggers.stream().mapToInt((trigger) -> trigger.definition().textLength()).sum();
	}

	long device() {
		return this.device;
	}

	List<Trigger> triggers() {
		return this.triggers;
	}

	Map<String, KnownStream> streams() {
		return this.streams;
	}

}
