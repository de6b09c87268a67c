package io.m2x.server.webhooks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.Api;
import io.m2x.server.Callback;
import io.m2x.server.Downtime;
import io.m2x.server.M2xServer;
import io.m2x.server.ServerProcess;
import io.m2x.server.TestContext;
import io.m2x.server.store.Transactions;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookDeliveryTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	private static final Duration LIMIT = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	private final Callback callback = new Callback();

	@AfterEach
	void stop() {
		this.callback.close();
	}

	private M2xServer start() {
		return M2xServer.builder().dataDirectory(this.directory).masterKey(KEY).start();
	}

	private static String watch(Api api, String url) {
		String device = api.deviceWithStreams("t");
		assertThat(api
			.post(device + "/triggers",
					"""
							{"name": "hot", "callback_url": "%s", "conditions": {"t": {"gt": 30, "reset": 28}}}"""
						.formatted(url))
			.status()).isEqualTo(201);
		return device;
	}

	private static void write(Api api, String device, double... values) {
		for (double value : values) {
			List<String> times = new ArrayList<>();
			api.get(device + "/streams/t/values?limit=1")
				.at("/values")
				.forEach((each) -> times.add(each.at("/timestamp").asString()));
			String time = times.isEmpty() ? "2017-03-05T08:00:00.000Z"
					: Instant.parse(times.get(0)).plusSeconds(1).toString();
			assertThat(api.put(device + "/streams/t/value", "{\"value\":" + value + ",\"timestamp\":\"" + time + "\"}")
				.status()).isEqualTo(202);
		}
	}

	private List<Double> values() {
		return this.callback.taken().stream().map((call) -> call.at("/values/t/value").asDouble()).toList();
	}

	private static long count(M2xServer server, String table) {
		return TestContext.bean(server, JdbcClient.class)
			.sql("SELECT COUNT(*) FROM " + table)
			.query(Long.class)
			.single();
	}

	private static void awaitNothingLeft(M2xServer server) {
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> count(server, "webhook_notifications") + count(server, "webhook_queues")
					+ count(server, "scheduled_tasks WHERE task_name = '" + WebhookTasks.NAME + "'") == 0);
	}

	// Spare a test the wait for the next attempt.
	private static void hurry(M2xServer server) {
		SchedulerClient tasks = TestContext.bean(server, SchedulerClient.class);
		tasks.getScheduledExecutions()
			.stream()
			.filter((task) -> task.getTaskInstance().getTaskName().equals(WebhookTasks.NAME))
			.forEach((task) -> {
				try {
					tasks.reschedule(task.getTaskInstance(), Instant.now());
				}
				catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException
						| ExecutionException ex) {
					// It is in a hurry already, or was rescheduled just now.
				}
			});
	}

	private static void awaitAttempts(M2xServer server, int count) {
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> TestContext.bean(server, JdbcClient.class)
				.sql("SELECT COALESCE(MAX(attempts), 0) FROM webhook_queues")
				.query(Integer.class)
				.single() >= count);
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 410, 503 })
	void whatIsNotTakenIsSentAgainInOrderAndOnce(int status) {
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			this.callback.answer(status).redirectTo((status == 302) ? this.callback.url() + "/elsewhere" : null);
			String device = watch(api, this.callback.url());
			write(api, device, 31, 20, 32, 20, 33);
			awaitAttempts(server, 2);
			assertThat(this.callback.calls())
				.allSatisfy((call) -> assertThat(call.json().at("/values/t/value").asDouble()).isEqualTo(31))
				.allSatisfy((call) -> assertThat(call.path()).isEqualTo("/hook"));
			this.callback.answer(204);
			hurry(server);
			this.callback.awaitTaken(3);
			awaitNothingLeft(server);
			assertThat(values()).containsExactly(31.0, 32.0, 33.0);
		}
	}

	@Test
	void callbackThatNobodyListensToGetsItsNotificationsLater() {
		int port = this.callback.port();
		String url = this.callback.url();
		this.callback.close();
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			String device = watch(api, url);
			write(api, device, 31, 20, 32);
			awaitAttempts(server, 1);
			try (Callback later = new Callback(port)) {
				later.awaitTaken(2);
				awaitNothingLeft(server);
				assertThat(later.taken()).extracting((call) -> call.at("/values/t/value").asDouble())
					.containsExactly(31.0, 32.0);
			}
		}
	}

	@Test
	void stateAndNotificationsSurviveARestart() {
		String device;
		this.callback.answer(503);
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			device = watch(api, this.callback.url());
			write(api, device, 31);
			Awaitility.await().atMost(LIMIT).until(() -> !this.callback.calls().isEmpty());
		}
		this.callback.answer(200);
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			write(api, device, 32, 29, 33, 27, 34);
			this.callback.awaitTaken(2);
			awaitNothingLeft(server);
			assertThat(values()).containsExactly(31.0, 34.0);
		}
	}

	@Test
	void notificationSurvivesAKilledProcess() throws Exception {
		String device;
		CountDownLatch asked = new CountDownLatch(1);
		this.callback.answer(() -> {
			asked.countDown();
			return 503;
		});
		try (ServerProcess server = ServerProcess.start(this.directory, KEY)) {
			device = watch(server.api(), this.callback.url());
			write(server.api(), device, 31, 20, 32);
			asked.await();
			server.kill();
		}
		Downtime.pass(this.directory);
		assertThat(this.callback.taken()).isEmpty();
		this.callback.answer(200);
		try (M2xServer server = start()) {
			this.callback.awaitTaken(2);
			awaitNothingLeft(server);
			assertThat(values()).containsExactly(31.0, 32.0);
		}
	}

	@Test
	void severalServersOnOneDatabaseDeliverOnce() {
		try (M2xServer first = start(); M2xServer second = start()) {
			List<String> devices = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				devices.add(watch(Api.of(first), this.callback.url()));
			}
			for (String device : devices) {
				write(Api.of(first), device, 31, 20);
				write(Api.of(second), device, 32, 20, 33);
			}
			this.callback.awaitTaken(15);
			awaitNothingLeft(first);
			for (String device : devices) {
				assertThat(this.callback.taken()
					.stream()
					.filter((call) -> device.endsWith(call.at("/device/id").asString()))
					.map((call) -> call.at("/values/t/value").asDouble())).containsExactly(31.0, 32.0, 33.0);
			}
		}
	}

	@Test
	void callbacksThatNeverAnswerHoldUpNobodyElse() {
		CountDownLatch release = new CountDownLatch(1);
		try (M2xServer server = start(); Callback silent = new Callback().answer(() -> {
			await(release);
			return 200;
		})) {
			Api api = Api.of(server);
			List<String> waiting = new ArrayList<>();
			for (int i = 0; i < CallbackSlots.PER_HOST + 4; i++) {
				waiting.add(watch(api, silent.url()));
			}
			String device = watch(api, this.callback.url());
			waiting.forEach((each) -> write(api, each, 31));
			write(api, device, 31);
			this.callback.awaitTaken(1);
			assertThat(silent.taken()).isEmpty();
			release.countDown();
			silent.awaitTaken(waiting.size());
			assertThat(silent.taken().stream().map((call) -> call.at("/device/id").asString()).distinct())
				.hasSize(waiting.size());
		}
		finally {
			release.countDown();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void notificationsThatComeWhileOthersAreDeliveredAreNotForgotten() {
		AtomicInteger calls = new AtomicInteger();
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			String device = watch(api, this.callback.url());
			// The next crossing happens while the one before is still being answered.
			this.callback.answer(() -> {
				if (calls.incrementAndGet() < 20) {
					write(api, device, 20, 30 + calls.get());
				}
				return 200;
			});
			write(api, device, 31);
			this.callback.awaitTaken(20);
			awaitNothingLeft(server);
			assertThat(this.callback.calls()).hasSize(20);
		}
	}

	@Test
	void newAddressGetsWhatTheOldOneDidNotTake() {
		try (M2xServer server = start(); Callback other = new Callback()) {
			Api api = Api.of(server);
			this.callback.answer(500);
			String device = watch(api, this.callback.url());
			write(api, device, 31);
			Awaitility.await().atMost(LIMIT).until(() -> !this.callback.calls().isEmpty());
			String trigger = api.get(device + "/triggers").at("/triggers/0/id").asString();
			api.put(device + "/triggers/" + trigger, "{\"name\":\"hot\",\"callback_url\":\"" + other.url() + "\"}");
			other.awaitTaken(1);
		}
	}

	@Test
	void deletionOfTheTriggerEndsItsNotifications() {
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			this.callback.answer(500);
			String device = watch(api, this.callback.url());
			write(api, device, 31);
			Awaitility.await().atMost(LIMIT).until(() -> !this.callback.calls().isEmpty());
			String trigger = api.get(device + "/triggers").at("/triggers/0/id").asString();
			assertThat(api.delete(device + "/triggers/" + trigger).status()).isEqualTo(204);
			awaitNothingLeft(server);
			assertThat(this.callback.taken()).isEmpty();
		}
	}

	@Test
	void whatCanNotBeDeliveredForADayIsDroppedWithAWarningThatTellsNoSecret() {
		Logger logger = (Logger) LoggerFactory.getLogger("io.m2x.server.webhooks");
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		logger.addAppender(log);
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			this.callback.answer(500);
			String device = watch(api, this.callback.url() + "?token=secret");
			write(api, device, 31, 20, 32);
			TestContext.bean(server, JdbcClient.class)
				.sql("UPDATE webhook_notifications SET created_at = :time")
				.param("time", System.currentTimeMillis() - WebhookDelivery.PATIENCE.toMillis() - 1000)
				.update();
			awaitNothingLeft(server);
			write(api, device, 20, 33);
			this.callback.answer(200);
			this.callback.awaitTaken(1);
			assertThat(values()).containsExactly(33.0);
			String trigger = api.get(device + "/triggers").at("/triggers/0/id").asString();
			assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
				.contains(
						"Dropped notifications of trigger " + trigger + " that could not be delivered for 24 hours: 2")
				.noneMatch((message) -> message.contains("secret"));
		}
		finally {
			logger.detachAppender(log);
		}
	}

	@Test
	void failureIsToldOnceForEachReasonAndShownInTheTrigger() {
		Logger logger = (Logger) LoggerFactory.getLogger("io.m2x.server.webhooks");
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		logger.addAppender(log);
		logger.setLevel(Level.INFO);
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			String distribution = "/distributions/" + api.createDistribution().get("id").asString();
			Api.Reply created = api.post(distribution + "/triggers",
					"{\"name\":\"hot\",\"conditions\":{\"t\":{\"gt\":30}},\"callback_url\":\"" + this.callback.url()
							+ "?token=secret\"}");
			assertThat(created.json().has("callback_failure")).isFalse();
			String trigger = distribution + "/triggers/" + created.at("/id").asString();
			Instant begin = Instant.now().minusMillis(1);
			this.callback.answer(503);
			List<String> devices = List.of(api.memberWithStreams(distribution, "t"),
					api.memberWithStreams(distribution, "t"));
			devices.forEach((device) -> write(api, device, 31, 20, 32));
			awaitEachAttempts(server, devices.size(), 2);
			Api.Reply failing = api.get(trigger);
			assertThat(failing.at("/callback_failure/reason").asString()).isEqualTo("status 503");
			assertThat(Instant.parse(failing.at("/callback_failure/since").asString())).isBetween(begin, Instant.now());
			assertThat(api.get(distribution + "/triggers").at("/triggers/0/callback_failure/reason").asString())
				.isEqualTo("status 503");
			this.callback.answer(404);
			Awaitility.await().atMost(LIMIT).until(() -> {
				hurry(server);
				return api.get(trigger).at("/callback_failure/reason").asString().equals("status 404");
			});
			awaitEachAttempts(server, devices.size(), 5);
			this.callback.answer(204);
			Awaitility.await().atMost(LIMIT).until(() -> {
				hurry(server);
				return this.callback.taken().size() == 4;
			});
			awaitNothingLeft(server);
			assertThat(api.get(trigger).json().has("callback_failure")).isFalse();
			String webhook = "The webhook of trigger " + created.at("/id").asString() + " at 127.0.0.1:"
					+ this.callback.port();
			String waits = ". Its notifications wait and are sent again for up to 24 hours";
			assertThat(log.list).extracting((event) -> event.getLevel() + " " + event.getFormattedMessage())
				.containsExactly("WARN " + webhook + " fails: status 503" + waits,
						"WARN " + webhook + " fails: status 404" + waits, "INFO " + webhook + " works again");
			assertThat(log.list).noneMatch((event) -> event.getFormattedMessage().contains("secret"));
		}
		finally {
			logger.detachAppender(log);
			logger.setLevel(null);
		}
	}

	private static void awaitEachAttempts(M2xServer server, int queues, int count) {
		Awaitility.await().atMost(LIMIT).until(() -> {
			hurry(server);
			return count(server, "webhook_queues WHERE attempts >= " + count) == queues;
		});
	}

	@Test
	void failureOfAnOldAddressIsNoneOfTheNewOne() {
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			this.callback.answer(500);
			String device = watch(api, this.callback.url());
			write(api, device, 31);
			awaitAttempts(server, 1);
			String trigger = device + "/triggers/" + api.get(device + "/triggers").at("/triggers/0/id").asString();
			assertThat(api.get(trigger).at("/callback_failure/reason").asString()).isEqualTo("status 500");
			api.put(trigger, "{\"name\":\"hot\",\"callback_url\":\"" + this.callback.url() + "/new\"}");
			assertThat(api.get(trigger).json().has("callback_failure")
					&& this.callback.calls().stream().noneMatch((call) -> call.path().endsWith("/new")))
				.isFalse();
		}
	}

	@Test
	void ofTooManyNotificationsTheOldestAreDropped() {
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			this.callback.answer(500);
			String device = watch(api, this.callback.url());
			write(api, device, 31);
			Awaitility.await().atMost(LIMIT).until(() -> !this.callback.calls().isEmpty());
			JdbcClient jdbc = TestContext.bean(server, JdbcClient.class);
			long trigger = jdbc.sql("SELECT id FROM triggers").query(Long.class).single();
			long row = jdbc.sql("SELECT id FROM devices").query(Long.class).single();
			Transactions transactions = TestContext.bean(server, Transactions.class);
			for (int part = 0; part < 2; part++) {
				List<String> bodies = IntStream.range(part * 6000, (part + 1) * 6000)
					.mapToObj((i) -> "{\"number\":" + i + "}")
					.toList();
				transactions.write(() -> TestContext.bean(server, Outbox.class)
					.add(trigger, row, bodies, System.currentTimeMillis()));
			}
			assertThat(count(server, "webhook_notifications")).isEqualTo(WebhookStore.MAX_WAITING);
			assertThat(jdbc.sql("SELECT waiting FROM webhook_queues").query(Integer.class).single())
				.isEqualTo(WebhookStore.MAX_WAITING);
			jdbc.sql("UPDATE webhook_notifications SET created_at = 0 WHERE body <> :last")
				.param("last", "{\"number\":11999}")
				.update();
			Awaitility.await().atMost(LIMIT).until(() -> {
				hurry(server);
				return count(server, "webhook_notifications") == 1;
			});
			this.callback.answer(200);
			Awaitility.await().atMost(LIMIT).until(() -> {
				hurry(server);
				return !this.callback.taken().isEmpty();
			});
			awaitNothingLeft(server);
			assertThat(this.callback.taken()).extracting((call) -> call.at("/number").asInt()).containsOnly(11999);
		}
	}

	@Test
	void waitsGrowFromASecondToFiveMinutes() {
		assertThat(List.of(1, 2, 3, 4, 8, 9, 10, 1000)).map(WebhookDelivery::backOff)
			.extracting(Duration::toSeconds)
			.containsExactly(1L, 2L, 4L, 8L, 128L, 256L, 300L, 300L);
	}

}
