package io.m2x.server.keys;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class KeyConcurrencyTests {

	private static final int CALLERS = 8;

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private static List<Api.Response> all(IntFunction<Api.Response> call) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
		try {
			List<Callable<Api.Response>> calls = new ArrayList<>();
			for (int i = 0; i < CALLERS; i++) {
				int number = i;
				calls.add(() -> call.apply(number));
			}
			List<Api.Response> responses = new ArrayList<>();
			for (Future<Api.Response> future : threads.invokeAll(calls)) {
				responses.add(future.get());
			}
			return responses;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static List<Integer> statuses(List<Api.Response> responses) {
		return responses.stream().map(Api.Response::status).sorted().toList();
	}

	@RepeatedTest(5)
	void keyIsRegeneratedOnce() throws Exception {
		JsonNode device = this.api.createDevice();
		String path = "/keys/" + device.get("key").asString() + "/regenerate";
		List<Api.Response> responses = all((number) -> this.api.post(path, null));
		List<Integer> expected = new ArrayList<>(Collections.nCopies(CALLERS - 1, 404));
		expected.add(0, 201);
		assertThat(statuses(responses)).isEqualTo(expected);
		String winner = responses.stream()
			.filter((response) -> response.status() == 201)
			.findFirst()
			.orElseThrow()
			.at("/key")
			.asString();
		assertThat(this.api.get("/keys?device=" + device.get("id").asString()).at("/keys").findValuesAsString("key"))
			.containsExactly(winner);
	}

	@RepeatedTest(5)
	void updatesOfDifferentFieldsDoNotUndoEachOther() throws Exception {
		String path = "/keys/"
				+ this.api.post("/keys", Json.of("{'name':'N','permissions':'GET'}")).at("/key").asString();
		List<String> members = List.of("\"origin\":\"192.0.2.7\"", "\"expires_at\":\"2100-01-01T00:00:00Z\"",
				"\"device_access\":\"private\"");
		List<Api.Response> responses = all((number) -> this.api.put(path,
				"{\"name\":\"N\",\"permissions\":\"GET\"," + members.get(number % members.size()) + "}"));
		assertThat(statuses(responses)).containsOnly(204);
		assertThat(this.api.get(path).body()).contains("\"origin\":\"192.0.2.7\"")
			.contains("\"expires_at\":\"2100-01-01T00:00:00.000Z\"")
			.contains("\"device_access\":\"private\"");
	}

	@RepeatedTest(5)
	void noKeyOutlivesItsDevice() throws Exception {
		String id = this.api.createDevice().get("id").asString();
		String key = Json.of("{'name':'N','permissions':'GET','device':'%s'}", id);
		List<Api.Response> responses = all(
				(number) -> (number == CALLERS / 2) ? this.api.delete("/devices/" + id) : this.api.post("/keys", key));
		assertThat(responses.get(CALLERS / 2).status()).isEqualTo(204);
		// A device that goes between the look and the lock is not found either.
		assertThat(statuses(responses)).allMatch((status) -> List.of(201, 204, 404, 422).contains(status));
		responses.stream()
			.filter((response) -> response.status() == 201)
			.forEach((response) -> assertThat(this.api.get("/keys/" + response.at("/key").asString()).status())
				.isEqualTo(404));
	}

}
