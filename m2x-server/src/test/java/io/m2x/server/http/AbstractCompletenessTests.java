package io.m2x.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.m2x.server.http.RawConnection.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that has come as a whole is carried out, whatever its sender does next.
 */
public abstract class AbstractCompletenessTests extends AbstractRawTests {

	@Test
	void requestOfASenderThatClosesIsCarriedOut() throws Exception {
		String stream = stream();
		for (int i = 0; i < 30; i++) {
			try (RawConnection connection = connect()) {
				connection.send(put(stream, i));
			}
		}
		awaitValues(stream, 30);
	}

	@Test
	void requestOfASenderThatResetsIsCarriedOut() throws Exception {
		String stream = stream();
		for (int i = 0; i < 30; i++) {
			connect().send(put(stream, i)).reset();
		}
		awaitValues(stream, 30);
	}

	@Test
	void requestsOfSixtySendersThatCloseAreCarriedOut() throws Exception {
		String stream = stream();
		ExecutorService senders = Executors.newFixedThreadPool(60);
		try {
			List<Future<?>> sent = new ArrayList<>();
			for (int i = 0; i < 60; i++) {
				int value = i;
				sent.add(senders.submit(() -> {
					RawConnection connection = connect().send(put(stream, value));
					if (value % 2 == 0) {
						connection.close();
					}
					else {
						connection.reset();
					}
					return null;
				}));
			}
			for (Future<?> done : sent) {
				done.get();
			}
		}
		finally {
			senders.shutdownNow();
		}
		awaitValues(stream, 60);
	}

	@Test
	void everythingWholeBeforeTheEndIsCarriedOutInOrder() throws Exception {
		String stream = stream();
		StringBuilder requests = new StringBuilder();
		for (int i = 0; i < 20; i++) {
			requests.append(put(stream, i));
		}
		try (RawConnection connection = connect()) {
			connection.send(requests + put(stream, 20).replace("}", ""));
		}
		awaitValues(stream, 20);
		assertThat(values(stream)).doesNotContain(20);
	}

	@Test
	void everyKindOfWritingIsCarriedOut() throws Exception {
		String device = api().deviceWithStreams("old");
		String name = device.substring(device.lastIndexOf('/') + 1);
		for (String request : new String[] { json("PUT", device + "/streams/put", "{}"),
				json("POST", device + "/updates",
						"{\"values\":{\"old\":[{\"timestamp\":\"2020-01-01T00:00:00Z\",\"value\":7}]}}"),
				json("PUT", device + "/location", "{\"latitude\":1,\"longitude\":2}"),
				json("POST", "/distributions", "{\"name\":\"" + name + "\",\"visibility\":\"private\"}"),
				json("PUT", device + "/metadata/field", "{\"value\":\"there\"}") }) {
			try (RawConnection connection = connect()) {
				connection.send(request);
			}
		}
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
			assertThat(api().get(device + "/streams/put").status()).isEqualTo(200);
			assertThat(api().get(device + "/streams/old").at("/value").asInt()).isEqualTo(7);
			assertThat(api().get(device + "/location").at("/latitude").asInt()).isEqualTo(1);
			assertThat(api().get("/distributions").body()).contains(name);
			assertThat(api().get(device + "/metadata/field").at("/value").asString()).isEqualTo("there");
		});
		try (RawConnection connection = connect()) {
			connection.send(head("DELETE", device));
		}
		Awaitility.await().atMost(LIMIT).until(() -> api().get(device).status(), (status) -> status == 404);
	}

	@Test
	void whoStillReadsGetsTheResponse() throws Exception {
		String stream = stream();
		for (String last : new String[] { put(stream, 1),
				head("PUT", stream + "/value", "Transfer-Encoding: chunked") + "b\r\n{\"value\":2}\r\n0\r\n\r\n",
				get("/status") }) {
			try (RawConnection connection = connect().send(get("/status") + last).sendNoMore()) {
				assertThat(connection.read().status()).isEqualTo(200);
				Response response = connection.read();
				assertThat(response.status()).isIn(200, 202);
				assertThat(connection.isClosed()).isTrue();
			}
		}
		assertThat(values(stream)).containsExactly(1, 2);
	}

	@Test
	void requestCutOffInItsBodyIsNotCarriedOut() throws Exception {
		String stream = stream();
		String device = stream.substring(0, stream.indexOf("/streams"));
		String distribution = "/distributions/" + api().createDistribution().at("/id").asString();
		for (String request : new String[] { put(stream, 1).replaceFirst("}$", ""),
				head("PUT", stream + "/value", "Content-Length: 12") + VALUE,
				head("PUT", stream + "/value", "Transfer-Encoding: chunked") + "b\r\n" + VALUE + "\r\n",
				head("PUT", stream + "/value", "Transfer-Encoding: chunked") + "b\r\n" + VALUE + "\r\n0\r\n",
				head("DELETE", device, "Content-Length: 5") + "ab",
				head("DELETE", device, "Transfer-Encoding: chunked") + "2\r\nab\r\n",
				head("DELETE", distribution, "Content-Length: 5") + "ab",
				head("DELETE", distribution, "Transfer-Encoding: chunked") + "0\r\n" }) {
			for (int i = 0; i < 5; i++) {
				connect().send(request).close();
				connect().send(request).reset();
				try (RawConnection connection = connect().send(request).sendNoMore()) {
					assertThat(connection.isClosed()).isTrue();
				}
			}
		}
		assertThat(values(stream)).isEmpty();
		assertThat(api().get(device).status()).isEqualTo(200);
		assertThat(api().get(distribution).status()).isEqualTo(200);
	}

}
