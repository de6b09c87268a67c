package io.m2x.client.blocking;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import io.m2x.client.StubServer;
import io.m2x.client.jobs.Job;
import io.m2x.client.jobs.JobState;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.values.DataPoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers may occupy every thread of Reactor's scheduler for blocking work.
 */
@Timeout(60)
class BlockingThreadsTests {

	private static final int CALLERS = Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE + 20;

	private static final DeviceRef DEVICE = DeviceRef.id("5b1d7c20");

	private final StubServer server = new StubServer().respond(202, "{\"status\":\"accepted\"}");

	private final M2xBlockingClient client = M2xBlockingClient.of(this.server.client());

	private final Scheduler callers = Schedulers.boundedElastic();

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void streamsAreWritten() {
		assertAllEnd(() -> {
			this.client.values().writeAll(DEVICE, "temperature", Stream.of(DataPoint.of(1)));
			return 1;
		});
	}

	@Test
	void filesAreRead() {
		this.server.respond((request, response) -> response.sendString(Mono.just("1")));
		assertAllEnd(() -> {
			try (InputStream content = this.client.jobs().download(job())) {
				return content.readAllBytes().length;
			}
		});
	}

	@Test
	void filesAreSaved(@TempDir Path directory) {
		this.server.respond((request, response) -> response.sendString(Mono.just("1")));
		assertAllEnd(() -> {
			this.client.jobs().download(job(), directory.resolve(UUID.randomUUID() + ".csv"));
			return 1;
		});
	}

	// Each call begins when every thread that calls can have is taken.
	private void assertAllEnd(Callable<Integer> call) {
		CountDownLatch taken = new CountDownLatch(Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE);
		Mono<Integer> caller = Mono.fromCallable(() -> {
			taken.countDown();
			taken.await(20, TimeUnit.SECONDS);
			return call.call();
		});
		assertThat(Flux.range(0, CALLERS)
			.flatMap((index) -> caller.subscribeOn(this.callers), CALLERS)
			.collectList()
			.block(Duration.ofSeconds(30))).hasSize(CALLERS).containsOnly(1);
	}

	private Job job() {
		return new Job("7", JobState.COMPLETE, null, null, null, null, null, null,
				new Job.Result(URI.create(this.server.url() + "/file")));
	}

}
