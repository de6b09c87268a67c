package io.m2x.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.ServerProcess;
import io.m2x.server.StubServer;
import io.m2x.server.TestContext;
import io.m2x.server.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

class SeveralServersTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	private static final Instant START = Instant.parse("2017-03-05T08:00:00Z");

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static String url;

	private static M2xServer one;

	private static M2xServer other;

	private final StubServer callback = new StubServer();

	@BeforeAll
	static void start() {
		url = TestServers.postgresUrl();
		one = TestServers.on(url).masterKey(KEY).start();
		other = TestServers.on(url).masterKey(KEY).start();
	}

	@AfterAll
	static void stop() {
		one.close();
		other.close();
	}

	@AfterEach
	void stopCallback() {
		this.callback.close();
	}

	private String watchedDevice() {
		String device = Api.of(one).deviceWithStreams("t");
		assertThat(Api.of(one)
			.post(device + "/triggers",
					"""
							{"name": "hot", "callback_url": "%s", "conditions": {"t": {"gt": 30, "reset": 28}}}"""
						.formatted(this.callback.url()))
			.status()).isEqualTo(201);
		return device;
	}

	private static void write(Api api, String device, double value, long second) {
		assertThat(api
			.put(device + "/streams/t/value",
					Json.of("{'value':%s,'timestamp':'%s'}", value, START.plusSeconds(second)))
			.status()).isEqualTo(202);
	}

	private List<String> firedValues(int count) {
		return this.callback.awaitAccepted(count)
			.stream()
			.map((call) -> call.at("/values/t/value").toString())
			.toList();
	}

	@Test
	void triggerFiresOncePerCrossingWhicheverServerSeesTheValues() {
		String device = watchedDevice();
		List<String> crossings = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			write(Api.of((i % 2 == 0) ? one : other), device, 31 + i, 2L * i);
			write(Api.of((i % 4 < 2) ? one : other), device, 20, 2L * i + 1);
			crossings.add(Integer.toString(31 + i));
		}
		// They come in order, so one too many would be among them.
		assertThat(firedValues(20)).isEqualTo(crossings);
	}

	@Test
	void triggerFiresOnceWhenBothServersSeeItsCrossingAtTheSameTime() throws Exception {
		String device = watchedDevice();
		ExecutorService threads = Executors.newFixedThreadPool(8);
		int rounds = 20;
		for (int round = 0; round < rounds; round++) {
			List<Future<?>> writes = new ArrayList<>();
			CyclicBarrier barrier = new CyclicBarrier(8);
			for (int i = 0; i < 8; i++) {
				Api api = Api.of((i % 2 == 0) ? one : other);
				long second = 100L * round + i;
				double value = 31 + round;
				writes.add(threads.submit(() -> {
					barrier.await();
					write(api, device, value, second);
					return true;
				}));
			}
			for (Future<?> write : writes) {
				write.get();
			}
			write(Api.of(one), device, 20, 100L * round + 50);
		}
		threads.shutdown();
		assertThat(firedValues(rounds)).doesNotHaveDuplicates().hasSize(rounds);
	}

	@Test
	void jobRunsOnceAndItsFileIsAtEveryServer() {
		Api first = Api.of(one);
		Api second = new Api(other.url(), first.key());
		String device = first.deviceWithStreams("t");
		write(first, device, 1, 0);
		List<String> jobs = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			Api api = (i % 2 == 0) ? first : second;
			jobs.add(api.get(device + "/values/export.csv").header("Location").substring(api.url().length()));
		}
		for (int i = 0; i < 10; i++) {
			Api api = (i % 2 == 0) ? second : first;
			String job = jobs.get(i);
			Awaitility.await().atMost(LIMIT).until(() -> !api.get(job).at("/finished").isNull());
			assertThat(api.get(job).at("/state").asString()).isEqualTo("complete");
			String path = api.get(job).at("/result/url").asString().replaceFirst("^https?://[^/]+/v2", "");
			assertThat(first.anonymous().get(path).body()).isEqualTo(second.anonymous().get(path).body())
				.contains("2017-03-05T08:00:00.000Z");
		}
		assertThat(TestContext.jdbc(one).sql("SELECT MAX(attempt) FROM exports").query(Integer.class).single())
			.isEqualTo(1);
	}

	@Test
	void workOfAServerThatDiesIsTakenOver(@TempDir Path directory) throws Exception {
		String alone = TestServers.postgresUrl();
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch death = new CountDownLatch(1);
		this.callback.respond(() -> {
			called.countDown();
			return (death.getCount() > 0) ? hang(death) : 204;
		});
		try (ServerProcess dying = ServerProcess.startOn(alone, directory, KEY)) {
			Api api = dying.api();
			String device = api.deviceWithStreams("t");
			String export = api.get(device + "/values/export.csv").header("Location").substring(api.url().length());
			api.post(device + "/triggers",
					Json.of("{'name':'n','callback_url':'%s','conditions':{'t':{'gt':30}}}", this.callback.url()));
			write(api, device, 31, 0);
			assertThat(called.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
			try (M2xServer survivor = TestServers.on(alone).masterKey(KEY).start()) {
				dying.kill();
				death.countDown();
				letAnHourPass(alone);
				assertThat(firedValues(1)).containsExactly("31");
				Awaitility.await().atMost(LIMIT).until(() -> !Api.of(survivor).get(export).at("/finished").isNull());
			}
		}
	}

	private static int hang(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return 500;
	}

	private static void letAnHourPass(String url) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			statement.execute("UPDATE scheduled_tasks SET execution_time = execution_time - INTERVAL '1' HOUR,"
					+ " last_heartbeat = last_heartbeat - INTERVAL '1' HOUR");
		}
	}

}
