package io.m2x.server.requestlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

import io.m2x.server.http.RateLimitedLog;
import io.m2x.server.store.ConnectionDemand;

/**
 * Collects finished requests in memory and stores them in batches, so that no response
 * waits for the log. A killed process loses the entries of the last moment; entries are
 * dropped when there are too many.
 */
@Component
final class RequestLog implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RequestLog.class);

	/** How many requests wait at most. */
	static final int CAPACITY = 10_000;

	private static final int BATCH = 1000;

	private static final long INTERVAL_MILLIS = 250;

	private final RateLimitedLog log = new RateLimitedLog(logger);

	private final BlockingQueue<LoggedRequest> waiting = new ArrayBlockingQueue<>(CAPACITY);

	/** What is being stored, or waits until the database can be used again. */
	private final List<LoggedRequest> batch = new ArrayList<>();

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

	// Store everything that was added before, unless the database can't store it now.
	synchronized void flush() {
		try {
			// Limited, so that new entries can't keep a caller busy forever.
			for (int size = 0; size < CAPACITY && fillBatch(); size += BATCH) {
				Map<Long, Integer> counts = this.store.insert(this.batch);
				this.batch.clear();
				// What fails from now on must not store the batch again.
				this.store.prune(counts);
			}
		}
		catch (DataAccessResourceFailureException ex) {
			logger.debug("The request log waits for the database", ex);
		}
		catch (RuntimeException ex) {
			this.batch.clear();
			throw ex;
		}
	}

	private boolean fillBatch() {
		this.waiting.drainTo(this.batch, BATCH - this.batch.size());
		return !this.batch.isEmpty();
	}

	private void tryFlush() {
		try {
			flush();
		}
		catch (DataAccessResourceFailureException ex) {
			// That the database fails is logged where it is noticed first.
			logger.debug("Entries of the request log could not be stored", ex);
		}
		catch (RuntimeException ex) {
			this.log.error("Entries of the request log could not be stored", ex);
		}
		long count = this.leftOut.getAndSet(0);
		if (count > 0) {
			this.log.warn(RateLimitedLog.Kind.REQUESTS_NOT_LOGGED, Long.toString(count));
		}
	}

	// Nothing is interrupted: an interrupted thread gets no connection, and what it does
	// would not be stored.
	@Override
	public void close() {
		this.flushing.cancel(false);
		this.executor.shutdown();
		tryFlush();
	}

}
