package io.m2x.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

import com.sun.management.OperatingSystemMXBean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import io.m2x.client.M2xClient;
import io.m2x.client.blocking.M2xBlockingClient;
import io.m2x.client.model.DeviceRef;

/**
 * Compares blocking calls on virtual threads with reactive calls, 64 at a time: how many
 * a second each way gets done, in turns. The server is a stub, so that the client is the
 * bound. Needs a JDK from 21 on.
 */
public final class BlockingComparison {

	private static final int IN_FLIGHT = 64;

	private static final int CALLS = 40_000;

	private static final int WARM_UP = 4;

	private static final int ROUNDS = 9;

	private static final DeviceRef DEVICE = DeviceRef.id("188a8afb3adb379adc55ba3b9e2c7a5e");

	private static final String JSON = """
			{"id": "188a8afb3adb379adc55ba3b9e2c7a5e", "name": "Greenhouse north", "status": "enabled",
			"serial": "GH-0007", "tags": ["greenhouse", "pilot"], "metadata": {"room": "B"}, "visibility": "private",
			"url": "http://127.0.0.1/v2/devices/188a8afb3adb379adc55ba3b9e2c7a5e",
			"location": {"name": "North", "latitude": 48.1, "longitude": 11.5, "elevation": 520,
			"timestamp": "2026-03-05T08:15:30.250Z", "waypoints": []},
			"created": "2026-03-05T08:15:30.250Z", "updated": "2026-03-05T08:15:30.250Z",
			"last_activity": "2026-03-05T08:15:30.250Z"}
			""";

	private BlockingComparison() {
	}

	/**
	 * Run the comparison.
	 * @param args none
	 * @throws Exception if it is interrupted, or there are no virtual threads
	 */
	public static void main(String[] args) throws Exception {
		LoopResources loops = LoopResources.create("stub", 1, true);
		DisposableServer server = HttpServer.create()
			.runOn(loops)
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> response.header("Content-Type", "application/json")
				.sendString(Mono.just(JSON)))
			.bindNow();
		M2xClient client = M2xClient.builder().baseUrl("http://127.0.0.1:" + server.port() + "/v2").build();
		try {
			compare(client);
		}
		finally {
			server.disposeNow();
			loops.disposeLater().block();
		}
	}

	private static void compare(M2xClient client) throws Exception {
		M2xBlockingClient blockingClient = M2xBlockingClient.of(client);
		List<Figures> reactive = new ArrayList<>();
		List<Figures> blocking = new ArrayList<>();
		for (int round = 1 - WARM_UP; round <= ROUNDS; round++) {
			Figures first = measure(() -> callReactive(client));
			Figures second = measure(() -> callBlocking(blockingClient));
			System.out.printf("%s: reactive %s; blocking %s%n", (round < 1) ? "warming up" : "round " + round, first,
					second);
			if (round >= 1) {
				reactive.add(first);
				blocking.add(second);
			}
		}
		Figures first = Figures.median(reactive);
		Figures second = Figures.median(blocking);
		System.out.printf("medians: reactive %s; blocking %s; ratio of calls/s %.3f%n", first, second,
				second.perSecond() / first.perSecond());
	}

	private static void callReactive(M2xClient client) {
		Flux.range(0, CALLS).flatMap((call) -> client.devices().view(DEVICE), IN_FLIGHT).blockLast();
	}

	private static void callBlocking(M2xBlockingClient client) throws Exception {
		AtomicInteger left = new AtomicInteger(CALLS);
		AtomicInteger done = new AtomicInteger();
		CountDownLatch ended = new CountDownLatch(IN_FLIGHT);
		ThreadFactory threads = virtualThreads();
		for (int i = 0; i < IN_FLIGHT; i++) {
			threads.newThread(() -> {
				try {
					while (left.getAndDecrement() > 0) {
						client.devices().view(DEVICE);
						done.incrementAndGet();
					}
				}
				finally {
					ended.countDown();
				}
			}).start();
		}
		ended.await();
		if (done.get() != CALLS) {
			throw new IllegalStateException("Only " + done + " of " + CALLS + " calls succeeded");
		}
	}

	// Compiled for Java 17, which has no virtual threads.
	private static ThreadFactory virtualThreads() throws ReflectiveOperationException {
		Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
		return (ThreadFactory) Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
	}

	private static Figures measure(Work work) throws Exception {
		long begin = System.nanoTime();
		long cpu = cpuTime();
		work.run();
		return new Figures(CALLS * 1e9 / (System.nanoTime() - begin), (cpuTime() - cpu) / 1e3 / CALLS);
	}

	private static long cpuTime() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	/**
	 * What came out of a round.
	 *
	 * @param perSecond the number of calls per second
	 * @param cpu the CPU time of client and stub per call in microseconds, which does not
	 * depend on what else the machine does
	 */
	private record Figures(double perSecond, double cpu) {

		static Figures median(List<Figures> rounds) {
			return new Figures(median(rounds, Figures::perSecond), median(rounds, Figures::cpu));
		}

		private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
			return rounds.stream().mapToDouble(figure).sorted().skip(rounds.size() / 2).findFirst().orElseThrow();
		}

		@Override
		public String toString() {
			return "%.0f calls/s (%.0f µs of CPU each)".formatted(this.perSecond, this.cpu);
		}

	}

	/**
	 * One way to make all calls.
	 */
	@FunctionalInterface
	private interface Work {

		void run() throws Exception;

	}

}
