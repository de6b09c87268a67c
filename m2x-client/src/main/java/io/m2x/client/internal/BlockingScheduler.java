package io.m2x.client.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Scheduler for the client's work that may block: file access, and sources and readers of
 * the application.
 * <p>
 * Callers that wait for this work may occupy every thread of
 * {@link Schedulers#boundedElastic()}, so it needs threads of its own. Their number has
 * no bound, as a task that waited for a thread could be the one that a thread waits for.
 * Idle threads end after a minute.
 */
public final class BlockingScheduler {

	private static final String NAME = "m2x-blocking";

	private static final AtomicInteger THREADS = new AtomicInteger();

	private static final Scheduler INSTANCE = Schedulers.fromExecutorService(executor(), NAME);

	private BlockingScheduler() {
	}

	/**
	 * Return the scheduler.
	 * @return the scheduler
	 */
	public static Scheduler get() {
		return INSTANCE;
	}

	private static ExecutorService executor() {
		return Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, NAME + "-" + THREADS.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		});
	}

}
