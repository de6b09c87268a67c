package io.m2x.server.requestlog;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

import io.m2x.server.store.ConnectionDemand;

/**
 * Keeps answered requests in memory for a moment and stores them together, so that no
 * answer waits for the log. A process that is killed takes the entries of the last moment
 * with it, and of more requests than there is room for some are left out.
 */
@Component
final class RequestLog implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RequestLog.class);

	/** How many requests wait at most. */
	static final int CAPACITY = 10_000;

	private static final int BATCH = 1000;

	private static final long INTERVAL_MILLIS = 250;

	private final BlockingQueue<LoggedRequest> waiting = new ArrayBlockingQueue<>(CAPACITY);

	private final AtomicLong leftOut = new AtomicLong();

	private final RequestLogStore store;

	private final ScheduledExecutorService executor;

	private final ScheduledFuture<?> flushing;

	RequestLog(RequestLogStore store) {
		this.store = store;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("m2x-request-log-");
		threads.setDaemon(true);
		this.executor = Executors.newSingleThreadScheduledExecutor(threads);
		this.flushing = this.executor.scheduleWithFixedDelay(this::tryFlush, INTERVAL_MILLIS, INTERVAL_MILLIS,
				TimeUnit.MILLISECONDS);
	}

	@Bean("m2xRequestLogConnections")
	static ConnectionDemand connections() {
		return new ConnectionDemand("request log", 1);
	}

	void add(LoggedRequest request) {
		if (!this.waiting.offer(request)) {
			this.leftOut.incrementAndGet();
		}
	}

	// Store everything that was added before.
	synchronized void flush() {
		List<LoggedRequest> batch = new ArrayList<>();
		// No more than fit at once, lest new ones keep a caller busy for ever.
		for (int size = 0; size < CAPACITY && this.waiting.drainTo(batch, BATCH) > 0; size += BATCH) {
			this.store.insert(batch);
			batch.clear();
		}
	}

	private void tryFlush() {
		try {
			flush();
		}
		catch (RuntimeException ex) {
			logger.warn("Entries of the request log could not be stored", ex);
		}
		long count = this.leftOut.getAndSet(0);
		if (count > 0) {
			logger.warn(count + " requests are missing in the request log, as they came too fast");
		}
	}

	// Nothing is interrupted: an interrupt in the middle of a write would close the
	// database's file.
	@Override
	public void close() {
		this.flushing.cancel(false);
		this.executor.shutdown();
		tryFlush();
	}

}
