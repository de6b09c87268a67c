package io.m2x.client.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import io.m2x.client.StubServer;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xTransportException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

class JobsTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final JobWait QUICK = JobWait.defaults()
		.withPollInterval(Duration.ofMillis(1), Duration.ofMillis(2));

	private final StubServer server = new StubServer();

	private final M2xJobs jobs = this.server.client().jobs();

	@AfterEach
	void stop() {
		this.server.close();
	}

	private static String job(String state) {
		return "{\"id\":\"201703c8\",\"state\":\"" + state + "\"}";
	}

	private void respondInOrder(String... states) {
		AtomicInteger count = new AtomicInteger();
		this.server.respond((request, response) -> {
			String state = states[Math.min(count.getAndIncrement(), states.length - 1)];
			return response.status(200).sendString(Mono.just(job(state)));
		});
	}

	@Test
	void jobIsReadInAllItsForms() {
		this.server.respond(200,
				"""
						{"id":"201703c8","state":"complete","output":{"rows":3},"errors":["a"],"start":"2017-03-05T08:15:31.300Z",
						 "finished":"2017-03-05T08:15:33.600Z","result":{"url":"http://files.example.net/secret/values.csv"}}""");
		Job job = this.jobs.view("201703c8").block(LIMIT);
		assertThat(job.state()).isEqualTo(JobState.COMPLETE);
		assertThat(job.output()).isEqualTo("{\"rows\":3}");
		assertThat(job.errors()).isEqualTo("[\"a\"]");
		assertThat(job.started()).isEqualTo(Instant.parse("2017-03-05T08:15:31.300Z"));
		assertThat(job.resultUrl()).hasToString("http://files.example.net/secret/values.csv");
		assertThat(job.toString() + job.result()).contains("201703c8").doesNotContain("secret");
		this.server.respond(200, "{\"id\":\"j\",\"state\":\"paused\",\"errors\":null,\"result\":{},\"more\":[1]}");
		Job odd = this.jobs.view("j").block(LIMIT);
		assertThat(odd.state()).isEqualTo(JobState.UNKNOWN);
		assertThat(odd.errors()).isNull();
		assertThat(odd.resultUrl()).isNull();
	}

	@Test
	void completeJobIsAwaitedThroughAllOtherStates() {
		respondInOrder("queued", "resting", "working", "working", "complete");
		assertThat(this.jobs.await("201703c8", QUICK).block(LIMIT).state()).isEqualTo(JobState.COMPLETE);
		assertThat(this.server.received()).hasSize(5)
			.allSatisfy((request) -> assertThat(request.uri()).isEqualTo("/v2/jobs/201703c8"));
	}

	@Test
	void failedJobIsAFailureThatTellsWhy() {
		this.server.respond(200, "{\"id\":\"201703c8\",\"state\":\"failed\",\"errors\":\"Disk full\"}");
		assertThatExceptionOfType(M2xJobFailedException.class)
			.isThrownBy(() -> this.jobs.await("201703c8").block(LIMIT))
			.withMessage("jobs.await failed: job 201703c8 failed: Disk full")
			.satisfies((ex) -> assertThat(ex.job().errors()).isEqualTo("Disk full"))
			.satisfies((ex) -> assertThat(ex.operation()).isEqualTo("jobs.await"));
	}

	@Test
	void waitEndsWithTheLastState() {
		respondInOrder("queued", "working");
		JobWait wait = QUICK.withTimeout(Duration.ofMillis(500));
		assertThatExceptionOfType(M2xJobTimeoutException.class)
			.isThrownBy(() -> this.jobs.await("201703c8", wait).block(LIMIT))
			.withMessage("jobs.await failed: job 201703c8 did not end within 500 ms, its last known state is WORKING"
					+ "; wait longer, or await it again later")
			.satisfies((ex) -> assertThat(ex.job().state()).isEqualTo(JobState.WORKING));
	}

	@Test
	void waitEndsAlsoIfTheJobWasNeverSeen() {
		this.server.respond((request, response) -> Mono.never());
		assertThatExceptionOfType(M2xJobTimeoutException.class)
			.isThrownBy(() -> this.jobs.await("201703c8", QUICK.withTimeout(Duration.ofMillis(100))).block(LIMIT))
			.withMessageContaining("unknown")
			.satisfies((ex) -> assertThat(ex.job()).isNull());
	}

	@Test
	void nothingIsAskedBeforeTheSubscriptionNorAfterItsEnd() {
		this.server.respond(200, job("working"));
		Mono<Job> job = this.jobs.await("201703c8", QUICK);
		assertThat(this.server.received()).isEmpty();
		Disposable wait = job.subscribe();
		await().atMost(LIMIT).until(() -> this.server.received().size() > 2);
		wait.dispose();
		// One question may have been on its way.
		int asked = this.server.received().size();
		await().during(Duration.ofMillis(300)).atMost(LIMIT).until(() -> this.server.received().size() <= asked + 1);
	}

	@Test
	void missingJobEndsTheWait() {
		this.server.respond(404, "{\"message\":\"Job Not Found\"}");
		assertThatExceptionOfType(M2xNotFoundException.class).isThrownBy(() -> this.jobs.await("x").block(LIMIT));
	}

	@Test
	void pausesDoubleUpToTheLongest() {
		assertThat(LongStream.range(0, 7).mapToObj(JobWait.defaults()::interval).map(Duration::toMillis))
			.containsExactly(250L, 500L, 1000L, 2000L, 4000L, 5000L, 5000L);
		assertThat(JobWait.defaults().interval(Long.MAX_VALUE)).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void waitsAndQueriesThatMakeNoSenseAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> JobWait.defaults().withTimeout(Duration.ZERO));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> JobWait.defaults().withTimeout(Duration.ofSeconds(Long.MAX_VALUE)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> JobWait.defaults().withPollInterval(Duration.ZERO, Duration.ofSeconds(1)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> JobWait.defaults().withPollInterval(Duration.ofSeconds(2), Duration.ofSeconds(1)));
		assertThatIllegalArgumentException().isThrownBy(() -> JobQuery.all().withState(JobState.UNKNOWN));
		assertThatIllegalArgumentException().isThrownBy(() -> JobQuery.all().withPage(0));
	}

	@Test
	void queryTravelsInTheAddress() {
		this.server.respond(200, "{\"jobs\":[]}");
		this.jobs.list(JobQuery.all().withPage(2).withLimit(3).withState(JobState.FAILED).withDevice("d")).block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo("/v2/jobs?page=2&limit=3&state=failed&device=d");
	}

	@Test
	void jobWithoutResultCanNotBeDownloaded() {
		this.server.respond(200, job("working"));
		Job job = this.jobs.view("201703c8").block(LIMIT);
		assertThatExceptionOfType(M2xJobException.class).isThrownBy(() -> this.jobs.download(job).blockLast(LIMIT))
			.withMessage("jobs.download failed: job 201703c8 has no result, its state is WORKING; await its end first");
	}

	private Job complete(String url) {
		this.server.respond(200, "{\"id\":\"j\",\"state\":\"complete\",\"result\":{\"url\":\"" + url + "\"}}");
		return this.jobs.view("j").block(LIMIT);
	}

	@ParameterizedTest
	@CsvSource({ "file:///etc/passwd", "ftp://files.example.net/x", "/v2/files/x", "http:opaque" })
	void addressThatIsNotOfTheWebIsRefused(String url) {
		Job job = complete(url);
		assertThatExceptionOfType(M2xTransportException.class)
			.isThrownBy(() -> this.jobs.download(job).blockLast(LIMIT))
			.withMessageContaining("not an absolute http or https URL");
	}

	@Test
	void fileIsThereWhenAllOfItCame(@TempDir Path directory) throws IOException {
		Job job = complete(this.server.url() + "/file");
		Path target = Files.writeString(directory.resolve("values.csv"), "old");
		this.server.respond(200, "timestamp\r\n");
		this.jobs.download(job, target).block(LIMIT);
		assertThat(target).hasContent("timestamp\r\n");
		this.server.respond(404, "{\"message\":\"File Not Found\"}");
		assertThatExceptionOfType(M2xNotFoundException.class)
			.isThrownBy(() -> this.jobs.download(job, target).block(LIMIT));
		assertThat(target).hasContent("timestamp\r\n");
		try (var files = Files.list(directory)) {
			assertThat(files).containsExactly(target);
		}
	}

}
