package io.m2x.server.writes;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Stores writes in their order. What waits while a group is stored forms the next one.
 */
final class WriteLane {

	/** How many writes may form a group. */
	private static final int MAX_WRITES = 1000;

	/** How many values a group may bring, unless a single write brings more. */
	private static final int MAX_VALUES = 20_000;

	private final Queue<DataWrite> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean planned = new AtomicBoolean();

	private final Executor thread;

	private final Consumer<List<DataWrite>> writer;

	private final Consumer<List<DataWrite>> onFinish;

	/**
	 * Create a lane.
	 * @param thread runs one task after the other
	 * @param writer stores groups
	 * @param onFinish gets groups when they are stored
	 */
	WriteLane(Executor thread, Consumer<List<DataWrite>> writer, Consumer<List<DataWrite>> onFinish) {
		this.thread = thread;
		this.writer = writer;
		this.onFinish = onFinish;
	}

	void add(DataWrite write) {
		this.waiting.add(write);
		if (!this.planned.getAndSet(true)) {
			try {
				this.thread.execute(this::storeAll);
			}
			catch (RejectedExecutionException ex) {
				refuse(write, ex);
			}
		}
	}

	// Refuse a write, and those that rely on its run. A run that is not over yet may have
	// taken it, and then it is stored.
	private void refuse(DataWrite write, RejectedExecutionException refusal) {
		this.planned.set(false);
		boolean refused = this.waiting.remove(write);
		List<DataWrite> others = new ArrayList<>();
		for (@Nullable
		DataWrite other = this.waiting.peek(); other != null; other = this.waiting.peek()) {
			if (this.waiting.remove(other)) {
				other.finish(refusal);
				others.add(other);
			}
		}
		this.onFinish.accept(others);
		if (refused) {
			throw refusal;
		}
	}

	private void storeAll() {
		// Who adds something from now on plans the next run.
		this.planned.set(false);
		for (List<DataWrite> group = next(); !group.isEmpty(); group = next()) {
			store(group);
			this.onFinish.accept(group);
		}
	}

	private void store(List<DataWrite> group) {
		try {
			this.writer.accept(group);
		}
		catch (RuntimeException | Error ex) {
			group.forEach((write) -> write.finish(ex));
		}
	}

	private List<DataWrite> next() {
		List<DataWrite> group = new ArrayList<>();
		int values = 0;
		for (@Nullable
		DataWrite write = this.waiting.peek(); write != null; write = this.waiting.peek()) {
			values += write.sent().values();
			if (!group.isEmpty() && (values > MAX_VALUES || group.size() == MAX_WRITES)) {
				break;
			}
			// It may be refused at the same time.
			if (this.waiting.remove(write)) {
				group.add(write);
			}
		}
		return group;
	}

}
