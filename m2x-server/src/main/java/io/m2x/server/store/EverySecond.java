package io.m2x.server.store;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Does something every second on a thread of its own, until it is closed.
 */
final class EverySecond implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(EverySecond.class);

	private final ScheduledExecutorService executor;

	private final ScheduledFuture<?> runs;

	EverySecond(String threadName, Runnable work) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(threadName);
		threads.setDaemon(true);
		this.executor = Executors.newSingleThreadScheduledExecutor(threads);
		this.runs = this.executor.scheduleWithFixedDelay(() -> run(work), 1, 1, TimeUnit.SECONDS);
	}

	private static void run(Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			logger.warn("Work in the background failed; it is tried again", ex);
		}
	}

	// Nothing is interrupted: that would end a write.
	@Override
	public void close() {
		this.runs.cancel(false);
		this.executor.shutdown();
		try {
			if (!this.executor.awaitTermination(1, TimeUnit.SECONDS)) {
				logger.debug("Work in the background goes on for a while");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
