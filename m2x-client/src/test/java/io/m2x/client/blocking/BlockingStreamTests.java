package io.m2x.client.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import io.m2x.client.StubServer;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xServerException;
import io.m2x.client.jobs.Job;
import io.m2x.client.jobs.JobQuery;
import io.m2x.client.jobs.JobState;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.values.ExportQuery;
import io.m2x.client.values.ExportRow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * How a thread takes what comes piece by piece.
 */
@Timeout(60)
class BlockingStreamTests {

	private static final int PAGES = 3;

	private final StubServer server = new StubServer().respond(BlockingStreamTests::page);

	private final CountDownLatch closed = new CountDownLatch(1);

	private final M2xBlockingClient client = M2xBlockingClient.of(this.server.client());

	@AfterEach
	void stop() {
		this.server.close();
	}

	// Two jobs a page.
	private static Publisher<Void> page(HttpServerRequest request, HttpServerResponse response) {
		List<String> parameter = new QueryStringDecoder(request.uri()).parameters().get("page");
		int page = (parameter != null) ? Integer.parseInt(parameter.get(0)) : 1;
		return json(response,
				"""
						{"jobs": [{"id": "%1$d-a"}, {"id": "%1$d-b"}], "total": 6, "pages": %2$d, "limit": 2, "current_page": %1$d}
						"""
					.formatted(page, PAGES));
	}

	private static Mono<Void> json(HttpServerResponse response, String json) {
		return Mono.from(response.header("Content-Type", "application/json").sendString(Mono.just(json)));
	}

	private Stream<Job> jobs() {
		return this.client.jobs().listAll(JobQuery.all());
	}

	@Test
	void allPagesAreRead() {
		assertThat(jobs().map(Job::id)).containsExactly("1-a", "1-b", "2-a", "2-b", "3-a", "3-b");
		assertThat(this.server.received()).hasSize(PAGES);
	}

	@Test
	void nothingIsSentBeforeTheStreamIsConsumed() {
		Stream<String> ids = jobs().map(Job::id);
		assertThat(this.server.received()).isEmpty();
		assertThat(ids.findFirst()).contains("1-a");
		assertThat(this.server.received()).hasSize(1);
	}

	@Test
	void pageIsFetchedWhenTheOneBeforeIsUsedUp() {
		Iterator<Job> jobs = jobs().iterator();
		jobs.next();
		jobs.next();
		assertThat(this.server.received()).hasSize(1);
		jobs.next();
		assertThat(this.server.received()).hasSize(2);
		assertThat(jobs().limit(4).count()).isEqualTo(4);
		assertThat(this.server.received()).hasSize(4);
	}

	@Test
	void streamCanBeParallel() {
		assertThat(jobs().parallel().map(Job::id).toList()).containsExactly("1-a", "1-b", "2-a", "2-b", "3-a", "3-b");
	}

	@Test
	void failureComesAfterWhatWasRead() {
		Iterator<Job> jobs = jobs().iterator();
		jobs.next();
		jobs.next();
		this.server.respond(500, "{}");
		for (int i = 0; i < 2; i++) {
			M2xServerException failure = catchThrowableOfType(M2xServerException.class, jobs::next);
			assertThat(failure.page()).isEqualTo(2);
			assertThat(failure.getStackTrace()).extracting(StackTraceElement::getClassName)
				.contains(getClass().getName())
				.noneMatch((name) -> name.startsWith("reactor.") || name.equals(BlockingSubscriber.class.getName())
						|| name.equals(BlockingStream.class.getName()));
		}
		assertThat(this.server.received()).hasSize(2);
	}

	@Test
	void closedStreamHasNoMore() {
		Stream<Job> stream = jobs();
		Iterator<Job> jobs = stream.iterator();
		jobs.next();
		stream.close();
		assertThatIllegalStateException().isThrownBy(jobs::next)
			.withMessage("The stream is closed; read it before you close it");
		assertThat(this.server.received()).hasSize(1);
	}

	@Test
	void streamThatIsClosedUnreadSendsNothing() {
		jobs().close();
		assertThat(this.server.received()).isEmpty();
	}

	@Test
	void interruptionCancelsTheFetch() throws Exception {
		CountDownLatch received = new CountDownLatch(1);
		FutureTask<M2xInterruptedException> walk = new FutureTask<>(() -> {
			Iterator<Job> jobs = jobs().iterator();
			jobs.next();
			jobs.next();
			this.server.respond((request, response) -> {
				response.withConnection((connection) -> connection.onDispose(this.closed::countDown));
				received.countDown();
				return Mono.never();
			});
			M2xInterruptedException failure = catchThrowableOfType(M2xInterruptedException.class, jobs::next);
			assertThat(Thread.interrupted()).isTrue();
			// What was not read must not pass for the end.
			assertThatExceptionOfType(M2xInterruptedException.class).isThrownBy(jobs::next);
			return failure;
		});
		Thread thread = new Thread(walk);
		thread.start();
		assertThat(received.await(20, TimeUnit.SECONDS)).isTrue();
		thread.interrupt();
		assertThat(walk.get()).hasMessageStartingWith("jobs.list failed: ");
		assertThat(this.closed.await(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void streamIsRefusedOnAThreadThatMustNotWait() {
		assertThatIllegalStateException()
			.isThrownBy(() -> Mono.fromCallable(() -> jobs().count()).subscribeOn(Schedulers.parallel()).block())
			.withMessageContaining("Call M2xJobs.listAll there");
	}

	@Test
	void closeEndsAnExport() throws Exception {
		this.server.respond((request, response) -> switch (request.path()) {
			case "v2/devices/1/values/export.csv" ->
				response.status(202).header("Location", this.server.url() + "/jobs/7").send();
			case "v2/jobs/7" -> json(response, """
					{"id": "7", "state": "complete", "result": {"url": "%s/file"}}
					""".formatted(this.server.url()));
			default -> endless(response, "timestamp,t\n2026-01-01T00:00:00.000Z,1\n2026-01-01T00:00:01.000Z,2\n");
		});
		try (Stream<ExportRow> rows = this.client.values().exportCsv(DeviceRef.id("1"), ExportQuery.all())) {
			assertThat(this.server.received()).isEmpty();
			assertThat(rows.limit(2).toList()).hasSize(2);
			assertThat(this.closed.getCount()).isOne();
		}
		assertThat(this.closed.await(20, TimeUnit.SECONDS)).as("the download was cancelled").isTrue();
	}

	@Test
	void fileIsReadAsAStream() throws IOException {
		this.server.respond((request, response) -> response.sendString(Flux.just("Grün", "e Häuser", ", viele")));
		try (InputStream content = this.client.jobs().download(job())) {
			assertThat(this.server.received()).isEmpty();
			assertThat(content.read()).isEqualTo('G');
			assertThat(content.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("rüne Häuser, viele");
			assertThat(content.read()).isEqualTo(-1);
		}
	}

	@Test
	void closeEndsADownload() throws Exception {
		this.server.respond((request, response) -> endless(response, "12"));
		InputStream content = this.client.jobs().download(job());
		assertThat(content.readNBytes(2)).asString(StandardCharsets.UTF_8).isEqualTo("12");
		content.close();
		assertThat(this.closed.await(20, TimeUnit.SECONDS)).as("the download was cancelled").isTrue();
	}

	@Test
	void failureOfADownloadIsThrownAsItIs() {
		this.server.respond(404, "");
		InputStream content = this.client.jobs().download(job());
		M2xException failure = catchThrowableOfType(M2xException.class, content::read);
		assertThat(failure.status()).isEqualTo(404);
		assertThat(failure.getStackTrace()).extracting(StackTraceElement::getClassName).contains(getClass().getName());
	}

	private Job job() {
		return new Job("7", JobState.COMPLETE, null, null, null, null, null, null,
				new Job.Result(URI.create(this.server.url() + "/file")));
	}

	private Publisher<Void> endless(HttpServerResponse response, String begin) {
		response.withConnection((connection) -> connection.onDispose(this.closed::countDown));
		ByteBuf content = Unpooled.copiedBuffer(begin, StandardCharsets.UTF_8);
		return response.send(Flux.just(content).concatWith(Flux.never()), (sent) -> true);
	}

}
