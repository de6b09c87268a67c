package io.m2x.server.web;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import io.m2x.server.Api;
import io.m2x.server.ServerProcess;
import io.m2x.server.http.RawConnection;

import static org.assertj.core.api.Assertions.assertThat;

class BodyMemoryTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	private static final String LARGE = "POST /v2/devices HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: " + KEY
			+ "\r\nContent-Length: 8000000\r\nExpect: 100-continue\r\n\r\n";

	private static final int MAX = 100_000;

	private static final BodyMemory.Pace.Limits PACE = new BodyMemory.Pace.Limits(1024, Duration.ofSeconds(30),
			Duration.ofMinutes(2), BodyMemoryTests::now);

	@Test
	void largeBodiesWaitForEachOther(@TempDir Path directory) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(8);
		try (ServerProcess server = ServerProcess.start(directory, KEY)) {
			String stream = stream(server.api());
			List<Future<Integer>> statuses = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				String body = values(i, 750);
				statuses.add(clients.submit(() -> server.api().post(stream + "/values", body).status()));
			}
			for (Future<Integer> status : statuses) {
				assertThat(status.get()).isEqualTo(202);
			}
		}
		finally {
			clients.shutdownNow();
		}
	}

	@Test
	void strangersTakeNoRoomFromThoseWithAKey(@TempDir Path directory) throws Exception {
		List<Socket> strangers = new ArrayList<>();
		try (ServerProcess server = ServerProcess.start(directory, KEY)) {
			String stream = stream(server.api());
			String large = " ".repeat(50_000);
			for (int i = 0; i < 10; i++) {
				strangers.add(announce(server.api(), "/devices", 8_000_000, 1));
				strangers.add(announce(server.api(), "/devices/catalog/search", 8_000_000, 1));
			}
			for (int i = 0; i < 150; i++) {
				strangers.add(announce(server.api(), "/devices/catalog/search", 60_000, 59_999));
			}
			Awaitility.await()
				.until(() -> server.api().anonymous().post("/devices/catalog/search", large).status() == 503);
			assertThat(server.api().post(stream + "/values", values(0, 750)).status()).isEqualTo(202);
			assertThat(server.api().put(stream + "/value", "{\"value\":\"a\"}").status()).isEqualTo(202);
			for (Socket stranger : strangers) {
				stranger.close();
			}
			Awaitility.await()
				.until(() -> server.api().anonymous().post("/devices/catalog/search", large).status() == 200);
		}
		finally {
			for (Socket stranger : strangers) {
				stranger.close();
			}
		}
	}

	@Test
	void smallBodiesPassLargeOnesThatTakeAllRoom(@TempDir Path directory) throws Exception {
		try (ServerProcess server = ServerProcess.start(directory, KEY)) {
			String stream = stream(server.api());
			try (RawConnection next = RawConnection.to(server.api().url())) {
				try (RawConnection first = RawConnection.to(server.api().url())) {
					// Whoever is told to go on has got the room.
					assertThat(first.send(LARGE).read().status()).isEqualTo(100);
					next.send(LARGE);
					for (int i = 0; i < 5; i++) {
						assertThat(server.api().put(stream + "/value", "{\"value\":\"a\"}").status()).isEqualTo(202);
					}
					assertThat(next.isSilent()).isTrue();
				}
				assertThat(next.read().status()).isEqualTo(100);
			}
		}
	}

	private static String stream(Api api) {
		String stream = api.deviceWithStreams() + "/streams/t";
		assertThat(api.put(stream, "{\"type\":\"alphanumeric\"}").status()).isEqualTo(201);
		return stream;
	}

	// About ten thousand characters each.
	private static String values(int client, int count) {
		StringBuilder body = new StringBuilder("{\"values\":[");
		for (int i = 0; i < count; i++) {
			body.append((i > 0) ? "," : "")
				.append("{\"timestamp\":\"")
				.append(Instant.ofEpochMilli(1_500_000_000_000L + 1000L * client + i))
				.append("\",\"value\":\"")
				.append("x".repeat(9_950))
				.append("\"}");
		}
		return body.append("]}").toString();
	}

	// Begin to send a request without a key.
	private static Socket announce(Api api, String path, int length, int sent) throws IOException {
		URI url = URI.create(api.url());
		Socket socket = new Socket(url.getHost(), url.getPort());
		OutputStream output = socket.getOutputStream();
		output.write(("POST /v2" + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII));
		output.write(" ".repeat(sent).getBytes(StandardCharsets.US_ASCII));
		output.flush();
		return socket;
	}

	@Test
	void bodyThatDoesNotGoOnIsWaitedForInVainAndGivesItsRoomBack() {
		BodyMemory memory = memory(MAX);
		StepVerifier.withVirtualTime(() -> send(memory, false, part(60_000).concatWith(Flux.never())))
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(30 + 60_000 / 1024))
			.thenAwait(Duration.ofSeconds(10))
			.verifyErrorSatisfies(BodyMemoryTests::isTimeout);
		StepVerifier.create(send(memory, false, part(MAX))).verifyComplete();
	}

	@Test
	void bodyThatComesTooSlowlyEndsHoweverOftenSomeOfItComes() {
		Supplier<Flux<DataBuffer>> trickle = () -> Flux.interval(Duration.ofSeconds(5)).concatMap((tick) -> part(1));
		StepVerifier.withVirtualTime(() -> send(memory(MAX), false, 90_000, trickle.get()))
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(30))
			.thenAwait(Duration.ofSeconds(1))
			.verifyErrorSatisfies(BodyMemoryTests::isTimeout);
		Supplier<Flux<DataBuffer>> steady = () -> Flux.interval(Duration.ofSeconds(1))
			.concatMap((tick) -> part(2000))
			.take(40);
		StepVerifier.withVirtualTime(() -> send(memory(MAX), false, 90_000, steady.get()))
			.thenAwait(Duration.ofSeconds(41))
			.verifyComplete();
		Supplier<Flux<DataBuffer>> endless = () -> Flux.interval(Duration.ofSeconds(1)).concatMap((tick) -> part(2000));
		StepVerifier.withVirtualTime(() -> send(memory(10 * MAX), false, 900_000, endless.get()))
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(119))
			.thenAwait(Duration.ofSeconds(2))
			.verifyErrorSatisfies(BodyMemoryTests::isTimeout);
	}

	private static void isTimeout(Throwable ex) {
		assertThat(((ApiException) ex).status()).isEqualTo(HttpStatus.REQUEST_TIMEOUT);
	}

	@Test
	void whatIsTooLargeIsRefusedUnread() {
		for (boolean anonymous : new boolean[] { true, false }) {
			int max = anonymous ? BodyMemory.MAX_ANONYMOUS_SIZE : MAX;
			ServerWebExchange exchange = exchange(
					MockServerHttpRequest.post("/v2/devices").contentLength(max + 1).body(unread()));
			StepVerifier.create(memory(MAX).read(exchange, anonymous)).verifyError(DataBufferLimitException.class);
			StepVerifier.create(send(memory(MAX), anonymous, part(max).concatWith(part(1))))
				.verifyError(DataBufferLimitException.class);
			StepVerifier.create(send(memory(MAX), anonymous, part(max))).verifyComplete();
		}
	}

	private static Flux<DataBuffer> unread() {
		return Flux.error(new AssertionError("The body must not be read"));
	}

	@Test
	void roomIsGivenInTurn() {
		MemoryBudget budget = new MemoryBudget(100, Duration.ofSeconds(8));
		MemoryBudget.Reservation first = budget.reservation();
		MemoryBudget.Reservation large = budget.reservation();
		MemoryBudget.Reservation small = budget.reservation();
		StepVerifier.create(first.acquire(60)).verifyComplete();
		List<String> served = new ArrayList<>();
		large.acquire(90).subscribe((none) -> {
		}, (ex) -> served.add("no room"), () -> served.add("large"));
		small.acquire(10).subscribe((none) -> {
		}, (ex) -> served.add("no room"), () -> served.add("small"));
		assertThat(served).isEmpty();
		first.release();
		assertThat(served).containsExactly("large", "small");
		MemoryBudget.Reservation last = budget.reservation();
		Disposable wish = last.acquire(50).subscribe((none) -> served.add("never"));
		wish.dispose();
		large.release();
		large.release();
		small.release();
		StepVerifier.create(budget.reservation().acquire(100)).verifyComplete();
	}

	@Test
	void roomIsWaitedForNotForEver() {
		MemoryBudget budget = new MemoryBudget(100, Duration.ofSeconds(8));
		MemoryBudget.Reservation reservation = budget.reservation();
		StepVerifier.create(reservation.acquire(60)).verifyComplete();
		StepVerifier.withVirtualTime(() -> budget.reservation().acquire(50))
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(7))
			.thenAwait(Duration.ofSeconds(1))
			.verifyError(RejectedExecutionException.class);
		StepVerifier.create(budget.reservation().acquire(40)).verifyComplete();
		reservation.release();
		StepVerifier.create(budget.reservation().acquire(60)).verifyComplete();
	}

	@Test
	void whatTurnsOutSmallerKeepsNoMoreRoomThanItNeeds() {
		BodyMemory memory = memory(MAX);
		ServerWebExchange exchange = exchange(chunked(part(BodyMemory.UNCOUNTED + 100)));
		AtomicInteger others = new AtomicInteger();
		StepVerifier.create(memory.filter(exchange, (filtered) -> memory.read(filtered, false).then(Mono.defer(() -> {
			others.incrementAndGet();
			return send(memory, false, MAX - 100, part(MAX - 100));
		})))).verifyComplete();
		assertThat(others).hasValue(1);
	}

	private static BodyMemory memory(int max) {
		return new BodyMemory(max, max - BodyMemory.UNCOUNTED, 2L * BodyMemory.MAX_ANONYMOUS_SIZE,
				Duration.ofSeconds(8), PACE);
	}

	private static long now() {
		return VirtualTimeScheduler.isFactoryEnabled() ? VirtualTimeScheduler.get().now(TimeUnit.NANOSECONDS)
				: System.nanoTime();
	}

	private static Flux<DataBuffer> part(int size) {
		return Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(new byte[size])));
	}

	private static Mono<Void> send(BodyMemory memory, boolean anonymous, Flux<DataBuffer> body) {
		return memory.filter(exchange(chunked(body)), (filtered) -> memory.read(filtered, anonymous).then());
	}

	private static Mono<Void> send(BodyMemory memory, boolean anonymous, int length, Flux<DataBuffer> body) {
		return memory.filter(exchange(MockServerHttpRequest.post("/v2/devices").contentLength(length).body(body)),
				(filtered) -> memory.read(filtered, anonymous).then());
	}

	private static MockServerHttpRequest chunked(Flux<DataBuffer> body) {
		return MockServerHttpRequest.post("/v2/devices").header("Transfer-Encoding", "chunked").body(body);
	}

	private static ServerWebExchange exchange(MockServerHttpRequest request) {
		return MockServerWebExchange.from(request);
	}

}
