package io.m2x.server.summaries;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

import io.m2x.server.access.KnownDevices;
import io.m2x.server.store.Database;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.web.Timestamps;

/**
 * Makes the summaries of what is over. Several may work at the same time: a summary is
 * stored only if nothing has changed since its values were read, which the stamp of its
 * mark tells while the device is locked.
 */
@Component
final class Summarizer {

	private static final Log logger = LogFactory.getLog(Summarizer.class);

	private static final int AT_ONCE = 100;

	/** How many hours with values are looked for while the device is locked. */
	private static final int SCANNED_AT_ONCE = 64;

	/** The hours of a day are summarized before the day. */
	private static final long DAY_DELAY = Duration.ofMinutes(1).toMillis();

	/** How long to wait after a failure, or a change meanwhile. */
	private static final long PAUSE = Duration.ofMinutes(1).toMillis();

	private final SummaryStore store;

	private final BlockBuilder builder;

	private final SummarizedValues values;

	private final StreamStore streams;

	private final KnownDevices devices;

	private final Transactions transactions;

	private final Database database;

	Summarizer(SummaryStore store, BlockBuilder builder, SummarizedValues values, StreamStore streams,
			KnownDevices devices, Transactions transactions, Database database) {
		this.store = store;
		this.builder = builder;
		this.values = values;
		this.streams = streams;
		this.devices = devices;
		this.transactions = transactions;
		this.database = database;
	}

	// Do what is due.
	void run(long now, BooleanSupplier stop) {
		boolean found = true;
		while (found && !stop.getAsBoolean()) {
			List<Long> dueStreams = this.store.dueStreams(now, AT_ONCE);
			for (long stream : dueStreams) {
				if (!stop.getAsBoolean() && !tried(stream, () -> advance(stream, now))) {
					locked(stream, () -> this.store.state(stream)
						.ifPresent((state) -> this.store.save(List.of(state.dueAt(now + PAUSE)))));
				}
			}
			List<Mark> marks = this.store.dueMarks(now, AT_ONCE);
			for (Mark mark : marks) {
				if (!stop.getAsBoolean() && !tried(mark.stream(), () -> summarize(mark, now))) {
					locked(mark.stream(), () -> this.store.postpone(mark, now + PAUSE));
				}
			}
			found = !dueStreams.isEmpty() || !marks.isEmpty();
		}
	}

	private boolean tried(long stream, Runnable work) {
		try {
			work.run();
			return true;
		}
		catch (RuntimeException ex) {
			// A database that fails is no fault of the stream, and all others would fail
			// too.
			if (ex instanceof DataAccessResourceFailureException && !this.database.isAvailable()) {
				throw ex;
			}
			logger.warn("The values of stream " + stream + " could not be summarized; this is tried again later", ex);
			return false;
		}
	}

	// Run a transaction in which nobody else changes the stream. The version of the
	// device
	// stays: what others know of it is still true.
	private void locked(long stream, Runnable work) {
		Optional<Long> device = this.streams.deviceOf(stream);
		if (device.isEmpty()) {
			this.transactions.write(() -> this.store.delete(stream));
			return;
		}
		this.transactions.write(() -> {
			if (!this.devices.lock(new TreeSet<>(List.of(device.get()))).isEmpty()) {
				work.run();
			}
		});
	}

	// Find out what is over and has values.
	private void advance(long stream, long now) {
		locked(stream, () -> this.store.state(stream).ifPresent((state) -> {
			List<Mark> marks = new ArrayList<>();
			SummaryState next = scan(state.isScanning() ? state : close(state, now, marks), now, marks);
			this.store.mark(marks);
			this.store.save(List.of(next.isScanning() ? next : next.dueAt(due(next))));
		}));
	}

	private long due(SummaryState state) {
		OptionalLong first = this.values.first(state.stream(), new TimeRange(state.until(), Timestamps.MAX));
		return first.isPresent() ? SummaryState.closing(state.stream(), first.getAsLong()) : SummaryState.NEVER;
	}

	private SummaryState close(SummaryState state, long now, List<Mark> marks) {
		long end = SummaryState.end(state.stream(), now);
		if (end <= state.until()) {
			return state;
		}
		long day = Block.startOf(Block.DAY, state.until());
		if (day < state.until() && day + Block.DAY <= end) {
			marks.add(mark(state.stream(), Block.DAY, day, now));
		}
		return state.summarizedUntil(end).scanning(state.until(), end);
	}

	private SummaryState scan(SummaryState state, long now, List<Mark> marks) {
		SummaryState next = state;
		for (int i = 0; i < SCANNED_AT_ONCE && next.isScanning(); i++) {
			OptionalLong first = this.values.first(state.stream(), new TimeRange(next.scanFrom(), next.scanTo() - 1));
			if (first.isEmpty()) {
				return next.scannedUntil(next.scanTo());
			}
			long hour = Block.startOf(Block.HOUR, first.getAsLong());
			marks.add(mark(state.stream(), Block.HOUR, hour, now));
			long day = Block.startOf(Block.DAY, hour);
			if (day + Block.DAY <= state.until()) {
				marks.add(mark(state.stream(), Block.DAY, day, now));
			}
			next = next.scannedUntil(hour + Block.HOUR);
		}
		return next;
	}

	private static Mark mark(long stream, long width, long start, long now) {
		return new Mark(stream, width, start, SummaryStore.stamp(), (width == Block.DAY) ? now + DAY_DELAY : now);
	}

	private void summarize(Mark mark, long now) {
		BlockBuilder.@Nullable Built built = this.transactions.read(() -> this.builder.build(mark));
		locked(mark.stream(), () -> {
			if (this.store.remove(mark)) {
				this.store.delete(mark);
				if (built != null) {
					this.store.insert(mark.stream(), built.block(), built.groups());
				}
			}
			else {
				this.store.postpone(mark, now + PAUSE);
			}
		});
	}

}
