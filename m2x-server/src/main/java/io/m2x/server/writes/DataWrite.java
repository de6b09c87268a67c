package io.m2x.server.writes;

import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

import io.m2x.server.access.DeviceName;
import io.m2x.server.access.Membership;
import io.m2x.server.security.Caller;

/**
 * A request that brings data, and what became of it so far.
 */
final class DataWrite {

	private final DeviceName name;

	private final Function<Destination, Sent> reader;

	private final MonoSink<Void> sink;

	private Caller caller;

	private @Nullable Target target;

	private @Nullable Sent sent;

	private @Nullable Throwable failure;

	private long size;

	DataWrite(Caller caller, DeviceName name, int bodySize, Function<Destination, Sent> reader, MonoSink<Void> sink) {
		this.size = bodySize;
		this.caller = caller;
		this.name = name;
		this.reader = reader;
		this.sink = sink;
	}

	Caller caller() {
		return this.caller;
	}

	DeviceName name() {
		return this.name;
	}

	// Read the request, for a caller that may write to a device.
	void read(Caller admitted, Target found, Destination destination) {
		Sent read = this.reader.apply(destination);
		this.size += (this.sent != null) ? 0 : read.size();
		this.sent = read;
		this.caller = admitted;
		this.target = found;
	}

	Target target() {
		return Objects.requireNonNull(this.target);
	}

	Sent sent() {
		return Objects.requireNonNull(this.sent);
	}

	long device() {
		return target().device().row();
	}

	// Return what lets the caller reach the device, if that is a collection.
	@Nullable Membership membership() {
		@Nullable Long collection = this.caller.collection();
		return (collection != null) ? new Membership(collection, device()) : null;
	}

	// Return roughly how many bytes of memory it took when it was read first.
	long size() {
		return this.size;
	}

	// Note the result, null for success. It is told later. Reactor would throw some
	// errors
	// instead of passing them on.
	void finish(@Nullable Throwable problem) {
		this.failure = (problem instanceof Error) ? new IllegalStateException("The write failed", problem) : problem;
	}

	boolean hasFailed() {
		return this.failure != null;
	}

	// Let the response go out.
	void respond() {
		if (this.failure != null) {
			this.sink.error(this.failure);
		}
		else {
			this.sink.success();
		}
	}

}
