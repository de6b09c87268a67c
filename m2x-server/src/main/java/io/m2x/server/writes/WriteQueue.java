package io.m2x.server.writes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.locations.LocationUpdate;
import io.m2x.server.locations.LocationWrites;
import io.m2x.server.security.Caller;
import io.m2x.server.store.ConnectionDemand;
import io.m2x.server.store.Database;
import io.m2x.server.web.ApiRequest;

/**
 * Lets writes wait for their group without a thread, and responds when its transaction is
 * committed. Refuses writes when too many wait.
 */
@Component
final class WriteQueue implements LocationWrites, AutoCloseable {

	private static final Log logger = LogFactory.getLog(WriteQueue.class);

	/** How many groups can be stored at the same time, if the database allows it. */
	private static final int MAX_LANES = 4;

	/** How many writes may wait. */
	static final int MAX_WRITES = 10_000;

	/** The part of the memory that waiting writes may take. */
	private static final int MEMORY_PART = 8;

	/** How many responses one thread sends after each other. */
	private static final int RESPONSES = 16;

	private static final long CLOSING_SECONDS = 10;

	private final DeviceAccess access;

	private final WriteResolver resolver;

	private final Scheduler workers;

	private final List<WriteLane> lanes = new ArrayList<>();

	private final List<ExecutorService> threads = new ArrayList<>();

	private final WriteRoom room = new WriteRoom(MAX_WRITES, Runtime.getRuntime().maxMemory() / MEMORY_PART);

	WriteQueue(DeviceAccess access, WriteResolver resolver, GroupWriter writer, Database database,
			@Qualifier("m2xScheduler") Scheduler workers) {
		this.access = access;
		this.resolver = resolver;
		this.workers = workers;
		CustomizableThreadFactory factory = new CustomizableThreadFactory("m2x-writer-");
		factory.setDaemon(true);
		for (int lane = 0; lane < Math.min(MAX_LANES, database.parallelWrites()); lane++) {
			ExecutorService thread = Executors.newSingleThreadExecutor(factory);
			this.threads.add(thread);
			this.lanes.add(new WriteLane(thread, writer::write, this::respond));
		}
	}

	@Bean("m2xWriteConnections")
	static ConnectionDemand connections() {
		return new ConnectionDemand("writes", MAX_LANES);
	}

	@Override
	public Mono<Void> add(Caller caller, ApiRequest request, Supplier<LocationUpdate> reader) {
		return add(caller, request, (destination) -> {
			destination.all();
			return Sent.of(reader.get());
		});
	}

	// Write what a request brings. The reader may be called again; it refuses what is
	// wrong. The result ends after the transaction was committed, on another thread.
	Mono<Void> add(Caller caller, ApiRequest request, Function<Destination, Sent> reader) {
		return Mono.create((sink) -> {
			caller.requireKey();
			DataWrite write = new DataWrite(caller, this.access.name(caller, request), request.size(), reader, sink);
			if (this.resolver.presume(write)) {
				add(write);
			}
			else {
				this.workers.schedule(() -> resolve(write));
			}
		});
	}

	private void resolve(DataWrite write) {
		try {
			this.resolver.resolve(write);
			add(write);
		}
		catch (RuntimeException | Error ex) {
			write.finish(ex);
			respond(write);
		}
	}

	private void add(DataWrite write) {
		if (!this.room.enter(write.size())) {
			throw new RejectedExecutionException("Too many writes wait");
		}
		try {
			// The writes of a device keep their order.
			this.lanes.get((int) (write.device() % this.lanes.size())).add(write);
		}
		catch (RuntimeException | Error ex) {
			this.room.leave(write.size());
			throw ex;
		}
	}

	WriteRoom room() {
		return this.room;
	}

	private void respond(List<DataWrite> group) {
		for (int from = 0; from < group.size(); from += RESPONSES) {
			List<DataWrite> part = group.subList(from, Math.min(from + RESPONSES, group.size()));
			part.forEach((write) -> this.room.leave(write.size()));
			Runnable responses = () -> part.forEach(WriteQueue::respond);
			try {
				this.workers.schedule(responses);
			}
			catch (RejectedExecutionException ex) {
				// All workers are busy, and many requests wait for them.
				responses.run();
			}
		}
	}

	// A response that can't go out holds up no other.
	private static void respond(DataWrite write) {
		try {
			write.respond();
		}
		catch (RuntimeException | Error ex) {
			logger.warn("The response to a write could not be sent", ex);
		}
	}

	// Stores what waits. Nothing is interrupted: an interrupt in the middle of a write
	// would close the database's file.
	@Override
	public void close() throws InterruptedException {
		this.threads.forEach(ExecutorService::shutdown);
		for (ExecutorService thread : this.threads) {
			if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
				return;
			}
		}
	}

}
