package io.m2x.server.webhooks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.Api;
import io.m2x.server.Downtime;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.ServerProcess;
import io.m2x.server.StubServer;
import io.m2x.server.TestContext;
import io.m2x.server.TestServers;
import io.m2x.server.store.Transactions;

import static org.assertj.core.api.Assertions.assertThat;

@Execution(ExecutionMode.CONCURRENT)
class WebhookDeliveryTests extends AbstractWebhookTests {

	@ParameterizedTest
	@ValueSource(ints = { 302, 410, 503 })
	void whatIsNotTakenIsSentAgainInOrderAndOnce(int status) {
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			this.callback.respond(status).redirectTo((status == 302) ? this.callback.url() + "/elsewhere" : null);
			String device = watch(api, this.callback.url());
			write(api, device, 31, 20, 32, 20, 33);
			awaitAttempts(server, 2);
			assertThat(this.callback.calls())
				.allSatisfy((call) -> assertThat(call.json().at("/values/t/value").asDouble()).isEqualTo(31))
				.allSatisfy((call) -> assertThat(call.path()).isEqualTo("/hook"));
			this.callback.respond(204);
			hurry(server);
			this.callback.awaitAccepted(3);
			awaitNothingLeft(server);
			assertThat(values()).containsExactly(31.0, 32.0, 33.0);
		}
	}

	private List<Double> values() {
		return this.callback.accepted().stream().map((call) -> call.at("/values/t/value").asDouble()).toList();
	}

	@Test
	void stateAndNotificationsSurviveARestart() {
		String device;
		this.callback.respond(503);
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			device = watch(api, this.callback.url());
			write(api, device, 31);
			Awaitility.await().atMost(LIMIT).until(() -> !this.callback.calls().isEmpty());
		}
		this.callback.respond(200);
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			write(api, device, 32, 29, 33, 27, 34);
			this.callback.awaitAccepted(2);
			awaitNothingLeft(server);
			assertThat(values()).containsExactly(31.0, 34.0);
		}
	}

	@Test
	void notificationSurvivesAKilledProcess() throws Exception {
		String device;
		CountDownLatch asked = new CountDownLatch(1);
		this.callback.respond(() -> {
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
		assertThat(this.callback.accepted()).isEmpty();
		this.callback.respond(200);
		try (M2xServer server = start()) {
			this.callback.awaitAccepted(2);
			awaitNothingLeft(server);
			assertThat(values()).containsExactly(31.0, 32.0);
		}
	}

	@Test
	void severalServersOnOneDatabaseDeliverOnce() {
		String database = TestServers.postgresUrl();
		try (M2xServer first = TestServers.on(database).masterKey(KEY).start();
				M2xServer second = TestServers.on(database).masterKey(KEY).start()) {
			List<String> devices = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				devices.add(watch(Api.of(first), this.callback.url()));
			}
			for (String device : devices) {
				write(Api.of(first), device, 31, 20);
				write(Api.of(second), device, 32, 20, 33);
			}
			this.callback.awaitAccepted(15);
			awaitNothingLeft(first);
			for (String device : devices) {
				assertThat(this.callback.accepted()
					.stream()
					.filter((call) -> device.endsWith(call.at("/device/id").asString()))
					.map((call) -> call.at("/values/t/value").asDouble())).containsExactly(31.0, 32.0, 33.0);
			}
		}
	}

	@Test
	void callbacksThatNeverAnswerHoldUpNobodyElse() {
		CountDownLatch release = new CountDownLatch(1);
		try (M2xServer server = start(); StubServer silent = new StubServer().respond(() -> {
			await(release);
			return 200;
		})) {
			Api api = Api.of(server);
			List<String> waiting = new ArrayList<>();
			for (int i = 0; i < CallbackLimiter.PER_HOST + 4; i++) {
				waiting.add(watch(api, silent.url()));
			}
			String device = watch(api, this.callback.url());
			waiting.forEach((each) -> write(api, each, 31));
			write(api, device, 31);
			this.callback.awaitAccepted(1);
			assertThat(silent.accepted()).isEmpty();
			release.countDown();
			silent.awaitAccepted(waiting.size());
			assertThat(silent.accepted().stream().map((call) -> call.at("/device/id").asString()).distinct())
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
			this.callback.respond(() -> {
				if (calls.incrementAndGet() < 20) {
					write(api, device, 20, 30 + calls.get());
				}
				return 200;
			});
			write(api, device, 31);
			this.callback.awaitAccepted(20);
			awaitNothingLeft(server);
			assertThat(this.callback.calls()).hasSize(20);
		}
	}

	@Test
	void newAddressGetsWhatTheOldOneDidNotTake() {
		try (M2xServer server = start(); StubServer other = new StubServer()) {
			Api api = Api.of(server);
			this.callback.respond(500);
			String device = watch(api, this.callback.url());
			write(api, device, 31);
			Awaitility.await().atMost(LIMIT).until(() -> !this.callback.calls().isEmpty());
			String trigger = api.get(device + "/triggers").at("/triggers/0/id").asString();
			api.put(device + "/triggers/" + trigger, Json.of("{'name':'hot','callback_url':'%s'}", other.url()));
			other.awaitAccepted(1);
		}
	}

	@Test
	void deletionOfTheTriggerEndsItsNotifications() {
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			this.callback.respond(500);
			String device = watch(api, this.callback.url());
			write(api, device, 31);
			Awaitility.await().atMost(LIMIT).until(() -> !this.callback.calls().isEmpty());
			String trigger = api.get(device + "/triggers").at("/triggers/0/id").asString();
			assertThat(api.delete(device + "/triggers/" + trigger).status()).isEqualTo(204);
			awaitNothingLeft(server);
			assertThat(this.callback.accepted()).isEmpty();
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
			this.callback.respond(500);
			String device = watch(api, this.callback.url() + "?token=secret");
			write(api, device, 31, 20, 32);
			TestContext.jdbc(server)
				.sql("UPDATE webhook_notifications SET created_at = :time")
				.param("time", System.currentTimeMillis() - WebhookDelivery.PATIENCE.toMillis() - 1000)
				.update();
			awaitNothingLeft(server);
			write(api, device, 20, 33);
			this.callback.respond(200);
			this.callback.awaitAccepted(1);
			assertThat(values()).containsExactly(33.0);
			String trigger = api.get(device + "/triggers").at("/triggers/0/id").asString();
			logger.detachAppender(log);
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
	void ofTooManyNotificationsTheOldestAreDropped() {
		try (M2xServer server = start()) {
			Api api = Api.of(server);
			this.callback.respond(500);
			String device = watch(api, this.callback.url());
			write(api, device, 31);
			Awaitility.await().atMost(LIMIT).until(() -> !this.callback.calls().isEmpty());
			JdbcClient jdbc = TestContext.jdbc(server);
			long trigger = jdbc.sql("SELECT id FROM triggers").query(Long.class).single();
			long row = jdbc.sql("SELECT id FROM devices").query(Long.class).single();
			Transactions transactions = TestContext.bean(server, Transactions.class);
			for (int part = 0; part < 2; part++) {
				List<String> bodies = IntStream.range(part * 6000, (part + 1) * 6000)
					.mapToObj((i) -> Json.of("{'number':%s}", i))
					.toList();
				transactions.write(() -> TestContext.bean(server, Outbox.class)
					.add(trigger, row, bodies, System.currentTimeMillis()));
			}
			assertThat(count(server, "webhook_notifications")).isEqualTo(WebhookStore.MAX_WAITING);
			assertThat(jdbc.sql("SELECT waiting FROM webhook_queues").query(Integer.class).single())
				.isEqualTo(WebhookStore.MAX_WAITING);
			jdbc.sql("UPDATE webhook_notifications SET created_at = 0 WHERE body <> :last")
				.param("last", Json.of("{'number':11999}"))
				.update();
			Awaitility.await().atMost(LIMIT).until(() -> {
				hurry(server);
				return count(server, "webhook_notifications") == 1;
			});
			this.callback.respond(200);
			Awaitility.await().atMost(LIMIT).until(() -> {
				hurry(server);
				return !this.callback.accepted().isEmpty();
			});
			awaitNothingLeft(server);
			assertThat(this.callback.accepted()).extracting((call) -> call.at("/number").asInt()).containsOnly(11999);
		}
	}

	@Test
	void waitsGrowFromASecondToFiveMinutes() {
		assertThat(List.of(1, 2, 3, 4, 8, 9, 10, 1000)).map(WebhookDelivery::backOff)
			.extracting(Duration::toSeconds)
			.containsExactly(1L, 2L, 4L, 8L, 128L, 256L, 300L, 300L);
	}

}
