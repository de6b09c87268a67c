package io.m2x.client.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import io.m2x.client.M2xClient;
import io.m2x.client.StubServer;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.jobs.Job;
import io.m2x.client.jobs.JobState;
import io.m2x.client.jobs.M2xJobs;
import io.m2x.client.retry.RetryOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DownloadTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Duration SHORT = Duration.ofMillis(200);

	private final StubServer server = new StubServer();

	@AfterEach
	void stop() {
		this.server.close();
	}

	private Job job() {
		return job(URI.create(this.server.url() + "/file.csv"));
	}

	private static Job job(URI url) {
		return new Job("j", JobState.COMPLETE, null, null, null, null, null, null, new Job.Result(url));
	}

	private M2xJobs jobs(Duration readTimeout, Duration callTimeout) {
		return M2xClient.builder()
			.baseUrl(this.server.url())
			.apiKey("secret-key")
			.readTimeout(readTimeout)
			.callTimeout(callTimeout)
			.retry(RetryOptions.defaults().withMaxRetries(3))
			.build()
			.jobs();
	}

	private static long size(DataBuffer buffer) {
		try {
			return buffer.readableByteCount();
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	@Test
	void callTimeoutDoesNotEndADownloadThatGoesOn() {
		this.server.respond((request, response) -> response.sendString(
				Flux.interval(Duration.ofMillis(100)).take(10).map((i) -> "x").concatWithValues("y"),
				StandardCharsets.UTF_8));
		StepVerifier
			.create(jobs(Duration.ofSeconds(5), SHORT).download(job()).map(DownloadTests::size).reduce(Long::sum))
			.expectNext(11L)
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void silenceEndsADownload() {
		this.server.respond((request, response) -> response.sendString(Flux.just("x").concatWith(Mono.never()),
				StandardCharsets.UTF_8));
		StepVerifier.create(jobs(SHORT, LIMIT).download(job()).map(DownloadTests::size).ignoreElements())
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(M2xTransportException.class)
				.hasMessage("jobs.download failed: no data arrived within the read timeout"))
			.verify(LIMIT);
	}

	@Test
	void silenceBeforeTheResponseEndsADownload() {
		this.server.respond((request, response) -> Mono.never());
		StepVerifier.create(jobs(SHORT, LIMIT).download(job())).expectError(M2xTransportException.class).verify(LIMIT);
	}

	@Test
	void slowReaderIsServedWithoutHavingTheFileInMemory() {
		AtomicLong sent = new AtomicLong();
		byte[] piece = new byte[64 * 1024];
		int count = 1000;
		this.server.respond((request, response) -> response
			.sendByteArray(Flux.range(0, count).map((i) -> piece).doOnNext((bytes) -> sent.addAndGet(bytes.length))));
		AtomicLong received = new AtomicLong();
		AtomicLong end = new AtomicLong();
		BaseSubscriber<DataBuffer> reader = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				request(1);
			}

			@Override
			protected void hookOnNext(DataBuffer buffer) {
				received.addAndGet(size(buffer));
			}

			@Override
			protected void hookOnComplete() {
				end.set(1);
			}

			@Override
			protected void hookOnError(Throwable ex) {
				end.set(-1);
			}

		};
		jobs(SHORT, LIMIT).download(job()).subscribe(reader);
		await().until(() -> received.get() > 0);
		// Far longer than the read timeout nothing is wanted.
		await().during(Duration.ofSeconds(1)).atMost(LIMIT).until(() -> end.get() == 0);
		assertThat(sent.get()).isLessThan((long) count * piece.length / 2);
		reader.requestUnbounded();
		await().atMost(LIMIT).until(() -> end.get() != 0);
		assertThat(end.get()).isEqualTo(1);
		assertThat(received.get()).isEqualTo((long) count * piece.length);
	}

	@Test
	void redirectIsNotFollowed() {
		this.server.respond((request, response) -> response.sendRedirect(this.server.url() + "/elsewhere"));
		StepVerifier.create(jobs(LIMIT, LIMIT).download(job()))
			.expectErrorSatisfies((ex) -> assertThat(((M2xException) ex).status()).isEqualTo(302))
			.verify(LIMIT);
		assertThat(this.server.received()).hasSize(1)
			.allSatisfy((request) -> assertThat(request.headers().contains("X-M2X-KEY")).isFalse());
	}

	@Test
	void whatTheApplicationAddsToItsRequestsIsNotForTheHostOfTheFile() {
		this.server.respond(200, "{}");
		WebClient.Builder builder = WebClient.builder()
			.defaultHeader("Authorization", "Bearer gateway")
			.defaultCookie("session", "gateway")
			.filter((request, next) -> next
				.exchange(ClientRequest.from(request).header(M2xTransport.KEY_HEADER, "added-key").build()));
		M2xClient client = M2xClient.builder().baseUrl(this.server.url()).webClientBuilder(builder).build();
		client.platform().status().block(LIMIT);
		assertThat(this.server.last().headers().get("Authorization")).isEqualTo("Bearer gateway");
		assertThat(this.server.last().headers().get("Cookie")).isEqualTo("session=gateway");
		assertThat(this.server.last().headers().get("X-M2X-KEY")).isEqualTo("added-key");
		client.jobs().download(job()).map(DownloadTests::size).blockLast(LIMIT);
		assertThat(this.server.last().uri()).endsWith("/file.csv");
		assertThat(this.server.last().headers().names()).doesNotContainAnyElementsOf(
				List.of("Authorization", "authorization", "Cookie", "cookie", "X-M2X-KEY", "x-m2x-key"));
	}

	@Test
	void readerWhoLeavesEndsTheConnection() {
		AtomicBoolean closed = new AtomicBoolean();
		this.server.respond((request, response) -> response
			.withConnection((connection) -> connection.onDispose(() -> closed.set(true)))
			.sendByteArray(Flux.just(new byte[64 * 1024]).repeat()));
		assertThat(jobs(LIMIT, LIMIT).download(job()).map(DownloadTests::size).take(3).collectList().block(LIMIT))
			.hasSize(3);
		await().atMost(LIMIT).untilTrue(closed);
	}

	@Test
	void connectionCutInTheMiddleIsAFailure() throws Exception {
		try (ServerSocket cutting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<Void> response = CompletableFuture.runAsync(() -> respondHalf(cutting));
			URI url = URI.create("http://127.0.0.1:" + cutting.getLocalPort() + "/file.csv");
			StepVerifier.create(jobs(LIMIT, LIMIT).download(job(url)).map(DownloadTests::size).ignoreElements())
				.expectError(M2xTransportException.class)
				.verify(LIMIT);
			response.join();
		}
	}

	private static void respondHalf(ServerSocket server) {
		try (Socket socket = server.accept()) {
			BufferedReader request = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			String line = request.readLine();
			while (line != null && !line.isEmpty()) {
				line = request.readLine();
			}
			socket.getOutputStream()
				.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ntimestamp".getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void fileThatCanNotBeReachedIsToldWithItsHostAndWhatMayBeWrong() throws Exception {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		for (String host : List.of("127.0.0.1:" + port, "no-such_host.invalid")) {
			Job job = job(URI.create("http://" + host + "/v2/files/s3cret-token.csv?sign=s3cret"));
			StepVerifier.create(jobs(LIMIT, LIMIT).download(job).map(DownloadTests::size))
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(M2xTransportException.class)
					.hasMessageStartingWith("jobs.download failed: ")
					.hasMessageContaining("the file is at " + host + ";")
					.hasMessageContaining("m2x.server.public-base-url")
					.hasMessageNotContaining("s3cret"))
				.verify(LIMIT);
		}
	}

	@Test
	void fileThatIsNotThereIsToldWithItsHost() {
		this.server.respond(404, "{\"message\":\"File Not Found\"}");
		StepVerifier.create(jobs(LIMIT, LIMIT).download(job()).map(DownloadTests::size))
			.expectErrorSatisfies((ex) -> assertThat(ex)
				.hasMessage("jobs.download failed: HTTP 404, File Not Found (the file is at 127.0.0.1:"
						+ URI.create(this.server.url()).getPort() + ")"))
			.verify(LIMIT);
	}

	@Test
	void silenceFromTheBeginningIsToldWithTheHost() {
		this.server.respond((request, response) -> Mono.never());
		StepVerifier.create(jobs(SHORT, LIMIT).download(job()))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(M2xTransportException.class)
				.hasMessageContaining("no data arrived within the read timeout (the file is at 127.0.0.1:"))
			.verify(LIMIT);
	}

	@Test
	void downloadOfWhichNothingCameIsRetried() {
		AtomicInteger count = new AtomicInteger();
		this.server.respond((request, response) -> switch (count.getAndIncrement()) {
			case 0 -> response.status(503).send();
			case 1 -> Mono.never();
			default -> response.sendString(Mono.just("file"));
		});
		StepVerifier.create(jobs(SHORT, LIMIT).download(job()).map(DownloadTests::size).reduce(Long::sum))
			.expectNext(4L)
			.expectComplete()
			.verify(LIMIT);
		assertThat(this.server.received()).hasSize(3);
	}

	@Test
	void downloadOfWhichSomethingCameIsNotRetried() {
		this.server.respond((request, response) -> response.header("Content-Length", "1000")
			.sendString(Flux.concat(Mono.just("part"), Mono.error(new IllegalStateException("cut")))));
		StepVerifier.create(jobs(LIMIT, LIMIT).download(job()).map(DownloadTests::size).ignoreElements())
			.expectError(M2xTransportException.class)
			.verify(LIMIT);
		assertThat(this.server.received()).hasSize(1);
	}

}
