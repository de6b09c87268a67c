package io.m2x.server.webhooks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.StubServer;
import io.m2x.server.TestContext;
import io.m2x.server.TestServers;
import io.m2x.server.store.Transactions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Servers on one database for each test, and a callback URL.
 */
abstract class AbstractWebhookTests {

	static final String KEY = "00112233445566778899aabbccddeeff";

	static final Duration LIMIT = Duration.ofSeconds(60);

	@TempDir
	Path directory;

	final StubServer callback = new StubServer();

	@AfterEach
	void stop() {
		this.callback.close();
	}

	final M2xServer start() {
		return TestServers.builder(this.directory).masterKey(KEY).start();
	}

	static String watch(Api api, String url) {
		String device = api.deviceWithStreams("t");
		assertThat(api
			.post(device + "/triggers",
					"""
							{"name": "hot", "callback_url": "%s", "conditions": {"t": {"gt": 30, "reset": 28}}}"""
						.formatted(url))
			.status()).isEqualTo(201);
		return device;
	}

	static void write(Api api, String device, double... values) {
		for (double value : values) {
			List<String> times = new ArrayList<>();
			api.get(device + "/streams/t/values?limit=1")
				.at("/values")
				.forEach((each) -> times.add(each.at("/timestamp").asString()));
			String time = times.isEmpty() ? "2017-03-05T08:00:00.000Z"
					: Instant.parse(times.get(0)).plusSeconds(1).toString();
			assertThat(api.put(device + "/streams/t/value", Json.of("{'value':%s,'timestamp':'%s'}", value, time))
				.status()).isEqualTo(202);
		}
	}

	static long count(M2xServer server, String table) {
		return TestContext.jdbc(server).sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
	}

	static void awaitNothingLeft(M2xServer server) {
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> count(server, "webhook_notifications") + count(server, "webhook_queues")
					+ count(server, "scheduled_tasks WHERE task_name = '" + WebhookTasks.NAME + "'") == 0);
	}

	// Spare a test the wait for the next attempt.
	static void hurry(M2xServer server) {
		SchedulerClient tasks = TestContext.bean(server, SchedulerClient.class);
		tasks.getScheduledExecutions()
			.stream()
			.filter((task) -> task.getTaskInstance().getTaskName().equals(WebhookTasks.NAME))
			.forEach((task) -> {
				try {
					TestContext.bean(server, Transactions.class)
						.write(() -> tasks.reschedule(task.getTaskInstance(), Instant.now()));
				}
				catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException
						| ExecutionException ex) {
					// It is in a hurry already, or was rescheduled just now.
				}
			});
	}

	static void awaitAttempts(M2xServer server, int count) {
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> TestContext.jdbc(server)
				.sql("SELECT COALESCE(MAX(attempts), 0) FROM webhook_queues")
				.query(Integer.class)
				.single() >= count);
	}

}
