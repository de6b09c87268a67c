package io.m2x.server.streams;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.Fields;

/**
 * A stream to be created or edited.
 *
 * @since 0.1.0
 */
public final class StreamPut {

	private final @Nullable DataStream existing;

	private final StreamDefinition definition;

	private StreamPut(@Nullable DataStream existing, StreamDefinition definition) {
		this.existing = existing;
		this.definition = definition;
	}

	/**
	 * Read a stream from the request and look up whether it exists.
	 * @param table where the stream is or will be
	 * @param owner the row of its owner, locked
	 * @param name the name of the stream
	 * @param fields the fields of the request, to be checked after this
	 * @return what to do
	 */
	public static StreamPut resolve(StreamTable table, long owner, String name, Fields fields) {
		@Nullable DataStream existing = table.find(owner, name).orElse(null);
		if (existing == null) {
			StreamDefinition.rejectName(fields, name);
		}
		return new StreamPut(existing, StreamDefinition.read(fields, name, existing));
	}

	/**
	 * Return the stream as it is.
	 * @return the stream, {@code null} if it is new
	 */
	public @Nullable DataStream existing() {
		return this.existing;
	}

	/**
	 * Create or edit the stream.
	 * @param table where the stream is or will be
	 * @param owner the row of its owner, still locked
	 */
	public void save(StreamTable table, long owner) {
		long now = System.currentTimeMillis();
		if (this.existing == null) {
			table.insert(owner, this.definition, now);
		}
		else {
			table.update(this.existing.row(), this.definition, now);
		}
	}

}
