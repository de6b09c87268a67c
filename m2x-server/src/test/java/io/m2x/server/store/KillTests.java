package io.m2x.server.store;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.ServerProcess;
import io.m2x.server.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

class KillTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	private static final int WRITERS = 4;

	@Test
	void acknowledgedWritesSurviveAKilledProcess(@TempDir Path directory) throws Exception {
		String device;
		List<Set<Integer>> acknowledged = new ArrayList<>();
		ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
		try (ServerProcess server = ServerProcess.start(directory, KEY)) {
			Api api = server.api();
			device = api.deviceWithStreams("s0", "s1", "s2", "s3");
			CountDownLatch enough = new CountDownLatch(WRITERS * 50);
			List<Future<Set<Integer>>> results = new ArrayList<>();
			for (int writer = 0; writer < WRITERS; writer++) {
				String path = device + "/streams/s" + writer + "/value";
				results.add(writers.submit(() -> writeUntilKilled(api, path, enough)));
			}
			assertThat(api.put(device + "/location", Json.of("{'latitude':1,'longitude':2}")).status()).isEqualTo(202);
			assertThat(api.put(device + "/metadata/a", Json.of("{'value':'b'}")).status()).isEqualTo(204);
			enough.await();
			server.kill();
			for (Future<Set<Integer>> result : results) {
				acknowledged.add(result.get());
			}
		}
		finally {
			writers.shutdownNow();
		}
		try (M2xServer server = TestServers.builder(directory).start()) {
			Api api = Api.of(server);
			assertThat(api.key()).isEqualTo(KEY);
			assertThat(api.get(device + "/location").status()).isEqualTo(200);
			assertThat(api.get(device + "/metadata/a").body()).isEqualTo(Json.of("{'value':'b'}"));
			for (int writer = 0; writer < WRITERS; writer++) {
				Set<Integer> stored = new HashSet<>();
				api.get(device + "/streams/s" + writer + "/values?limit=10000")
					.at("/values")
					.values()
					.forEach((value) -> stored.add(value.get("value").asInt()));
				assertThat(stored).containsAll(acknowledged.get(writer));
				assertThat(acknowledged.get(writer)).isNotEmpty();
			}
		}
	}

	private static Set<Integer> writeUntilKilled(Api api, String path, CountDownLatch enough) {
		Set<Integer> acknowledged = new HashSet<>();
		for (int i = 0; i < 10_000; i++) {
			try {
				Api.Response response = api.put(path,
						Json.of("{'value':%s,'timestamp':'%s'}", i, Instant.ofEpochMilli(i)));
				assertThat(response.status()).isEqualTo(202);
			}
			catch (UncheckedIOException ex) {
				return acknowledged;
			}
			acknowledged.add(i);
			enough.countDown();
		}
		return acknowledged;
	}

}
