package io.m2x.server.webhooks;

import java.time.Instant;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.StubServer;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookFailureTests extends AbstractWebhookTests {

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
			Api.Response created = api.post(distribution + "/triggers",
					Json.of("{'name':'hot','conditions':{'t':{'gt':30}},'callback_url':'%s?token=secret'}",
							this.callback.url()));
			assertThat(created.json().has("callback_failure")).isFalse();
			String trigger = distribution + "/triggers/" + created.at("/id").asString();
			Instant begin = Instant.now().minusMillis(1);
			this.callback.respond(503);
			List<String> devices = List.of(api.memberWithStreams(distribution, "t"),
					api.memberWithStreams(distribution, "t"));
			devices.forEach((device) -> write(api, device, 31, 20, 32));
			awaitEachAttempts(server, devices.size(), 2);
			Api.Response failing = api.get(trigger);
			assertThat(failing.at("/callback_failure/reason").asString()).isEqualTo("status 503");
			assertThat(Instant.parse(failing.at("/callback_failure/since").asString())).isBetween(begin, Instant.now());
			assertThat(api.get(distribution + "/triggers").at("/triggers/0/callback_failure/reason").asString())
				.isEqualTo("status 503");
			this.callback.respond(404);
			Awaitility.await().atMost(LIMIT).until(() -> {
				hurry(server);
				return api.get(trigger).at("/callback_failure/reason").asString().equals("status 404");
			});
			awaitEachAttempts(server, devices.size(), 5);
			this.callback.respond(204);
			Awaitility.await().atMost(LIMIT).until(() -> {
				hurry(server);
				return this.callback.accepted().size() == 4;
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
			this.callback.respond(500);
			String device = watch(api, this.callback.url());
			write(api, device, 31);
			awaitAttempts(server, 1);
			String trigger = device + "/triggers/" + api.get(device + "/triggers").at("/triggers/0/id").asString();
			assertThat(api.get(trigger).at("/callback_failure/reason").asString()).isEqualTo("status 500");
			api.put(trigger, Json.of("{'name':'hot','callback_url':'%s/new'}", this.callback.url()));
			assertThat(api.get(trigger).json().has("callback_failure")
					&& this.callback.calls().stream().noneMatch((call) -> call.path().endsWith("/new")))
				.isFalse();
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
			try (StubServer later = new StubServer(port)) {
				later.awaitAccepted(2);
				awaitNothingLeft(server);
				assertThat(later.accepted()).extracting((call) -> call.at("/values/t/value").asDouble())
					.containsExactly(31.0, 32.0);
			}
		}
	}

}
