package io.m2x.server.web;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import io.m2x.server.Api;
import io.m2x.server.ServerProcess;

import static org.assertj.core.api.Assertions.assertThat;

class BodyMemoryTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	private static final int SIZE = WebConfiguration.MAX_BODY_SIZE - 1000;

	private static final String LARGE = "{\"name\":\"" + "x".repeat(SIZE - 11) + "\"}";

	@Test
	void largeBodiesForWhichThereIsNoRoomKeepNobodyElseOut(@TempDir Path directory) throws Exception {
		List<Socket> senders = new ArrayList<>();
		try (ServerProcess server = ServerProcess.start(directory, KEY)) {
			Api api = server.api();
			assertThat(large(api)).isEqualTo(422);
			for (int i = 0; i < 40; i++) {
				senders.add(sendMost(URI.create(api.url())));
			}
			Awaitility.await().until(() -> large(api) == 503);
			assertThat(api.anonymous().post("/devices/catalog/search", LARGE).header("Retry-After")).isEqualTo("1");
			String device = api.deviceWithStreams("t");
			assertThat(api.put(device + "/streams/t/value", "{\"value\":1}").status()).isEqualTo(202);
			for (Socket sender : senders) {
				sender.close();
			}
			Awaitility.await().until(() -> large(api) == 422);
		}
		finally {
			for (Socket sender : senders) {
				sender.close();
			}
		}
	}

	@Test
	void bodyThatDoesNotGoOnIsWaitedForInVainAndGivesItsMemoryBack() {
		BodyMemory memory = new BodyMemory(100_000, 50_000, Duration.ofSeconds(30));
		DataBuffer part = DefaultDataBufferFactory.sharedInstance.wrap(new byte[60_000]);
		StepVerifier.withVirtualTime(() -> send(memory, Flux.just(part).concatWith(Flux.never())))
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(29))
			.thenAwait(Duration.ofSeconds(1))
			.verifyErrorSatisfies(
					(ex) -> assertThat(((ApiException) ex).status()).isEqualTo(HttpStatus.REQUEST_TIMEOUT));
		DataBuffer whole = DefaultDataBufferFactory.sharedInstance.wrap(new byte[60_000]);
		StepVerifier.create(send(memory, Flux.just(whole))).verifyComplete();
	}

	private static Mono<Void> send(BodyMemory memory, Flux<DataBuffer> body) {
		ServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/v2/devices").body(body));
		return memory.filter(exchange, (filtered) -> memory.read(filtered).then());
	}

	private static int large(Api api) {
		return api.anonymous().post("/devices/catalog/search", LARGE).status();
	}

	// Send a request without a key, all but the end of its body.
	private static Socket sendMost(URI url) throws IOException {
		Socket socket = new Socket(url.getHost(), url.getPort());
		String head = "POST /v2/devices/catalog/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + SIZE
				+ "\r\n\r\n";
		try {
			OutputStream output = socket.getOutputStream();
			output.write(head.getBytes(StandardCharsets.US_ASCII));
			output.write(LARGE.getBytes(StandardCharsets.US_ASCII), 0, SIZE - 1);
			output.flush();
		}
		catch (IOException ex) {
			// The server has no room for more and says so before it has read everything.
		}
		return socket;
	}

}
