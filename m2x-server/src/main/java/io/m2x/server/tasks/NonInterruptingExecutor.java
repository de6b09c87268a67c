package io.m2x.server.tasks;

import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Never interrupts its threads. An interrupted thread gets no connection, so what it does
 * would not be stored.
 */
final class NonInterruptingExecutor extends ScheduledThreadPoolExecutor {

	NonInterruptingExecutor(String namePrefix, int threads) {
		super(threads, factory(namePrefix));
	}

	private static CustomizableThreadFactory factory(String namePrefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(namePrefix);
		factory.setDaemon(true);
		return factory;
	}

	@Override
	public List<Runnable> shutdownNow() {
		shutdown();
		return List.of();
	}

}
