package io.m2x.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import com.sun.management.OperatingSystemMXBean;

/**
 * Measures writes of 1,000 rows by threads of this process.
 */
final class ThreadWork {

	private ThreadWork() {
	}

	static Figures measure(int threads, Duration duration, Write write) {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		AtomicLong writes = new AtomicLong();
		long cpu = system.getProcessCpuTime();
		long begin = System.nanoTime();
		try {
			IntStream.range(0, threads).mapToObj((thread) -> executor.submit((Callable<Void>) () -> {
				while (System.nanoTime() - begin < duration.toNanos()) {
					write.by(thread);
					writes.incrementAndGet();
				}
				return null;
			})).toList().forEach(ThreadWork::await);
		}
		finally {
			executor.shutdown();
		}
		double nanos = System.nanoTime() - begin;
		double used = system.getProcessCpuTime() - cpu;
		return new Figures(writes.get() * BulkWrites.VALUES * 1e9 / nanos, 0, 0, used / 1e3 / writes.get(), 0,
				used / nanos / system.getAvailableProcessors());
	}

	private static void await(Future<?> work) {
		try {
			work.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Writes 1,000 rows.
	 */
	@FunctionalInterface
	interface Write {

		void by(int thread) throws Exception;

	}

}
