package io.m2x.client.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.m2x.client.devices.Device;
import io.m2x.client.distributions.CreateDistribution;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.StreamValue;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.triggers.Comparison;
import io.m2x.client.triggers.M2xTriggers;
import io.m2x.client.triggers.SingleStreamCondition;
import io.m2x.client.triggers.Trigger;
import io.m2x.client.triggers.TriggerCondition;
import io.m2x.client.triggers.TriggerDefinition;
import io.m2x.client.triggers.TriggerEvent;
import io.m2x.client.triggers.TriggerFrequency;
import io.m2x.client.triggers.TriggerNotification;
import io.m2x.client.values.DeviceReading;

import static org.assertj.core.api.Assertions.assertThat;

class TriggersContractTests extends ContractTests {

	private static final String DISTRIBUTION = "0b8d5c6ee1f94a0f9c27d3ab58e1f642";

	private final List<TriggerNotification> notifications = new CopyOnWriteArrayList<>();

	private final Device device = newDevice();

	private final M2xTriggers triggers = this.client.triggers();

	private HttpServer callback;

	private URI callbackUrl;

	@BeforeEach
	void listen() throws IOException {
		this.callback = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.callback.createContext("/", (exchange) -> {
			this.notifications.add(new JsonMapper().readValue(exchange.getRequestBody(), TriggerNotification.class));
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		this.callback.start();
		this.callbackUrl = URI.create("http://127.0.0.1:" + this.callback.getAddress().getPort() + "/m2x");
		get(this.client.streams()
			.createOrUpdate(this.device.ref(), "temperature",
					StreamDefinition.numeric().withUnit("degree Celsius", "C")));
	}

	@AfterEach
	void stop() {
		this.callback.stop(0);
	}

	private TriggerDefinition hot() {
		return TriggerDefinition.named("too hot")
			.when("temperature", TriggerCondition.greaterThan(30).resetAt(28))
			.withCallbackUrl(this.callbackUrl);
	}

	private List<TriggerNotification> await(int count) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.notifications.size() >= count);
		return this.notifications;
	}

	@Test
	void triggerIsCreatedWithAllItsSettingsAndReadBack() {
		Trigger created = get(this.triggers.create(this.device.ref(),
				hot().when("humidity", TriggerCondition.between(80, 90.5))
					.withFrequency(TriggerFrequency.CONTINUOUS)
					.withTimeframe(Duration.ofMinutes(5))
					.withStatus(ResourceStatus.DISABLED)
					.withSendLocation(true)
					.withNotifyOnReset(true)
					.withCustomData("ABC")));
		assertThat(created.name()).isEqualTo("too hot");
		assertThat(created.conditions()).isEqualTo(Map.of("temperature", TriggerCondition.greaterThan(30).resetAt(28),
				"humidity", TriggerCondition.atLeast(80).andAtMost(90.5)));
		assertThat(created.frequency()).isEqualTo(TriggerFrequency.CONTINUOUS);
		assertThat(created.timeframe()).isEqualTo(300);
		assertThat(created.callbackUrl()).isEqualTo(this.callbackUrl);
		assertThat(created.url())
			.hasToString(SERVER.url() + "/devices/" + this.device.id() + "/triggers/" + created.id());
		assertThat(created.status()).isEqualTo(ResourceStatus.DISABLED);
		assertThat(created.activated()).isFalse();
		assertThat(created.sendLocation()).isTrue();
		assertThat(created.notifyOnReset()).isTrue();
		assertThat(created.customData()).isEqualTo("ABC");
		assertThat(created.stream()).isNull();
		assertThat(created.created()).isEqualTo(created.updated()).isNotNull();
		assertThat(get(this.triggers.view(this.device.ref(), created.id()))).isEqualTo(created);
		assertThat(get(this.triggers.list(this.device.ref()))).containsExactly(created);
		assertThat(get(this.client.devices().view(this.device.ref())).triggers().count()).isEqualTo(1);
	}

	@Test
	void conditionsOfEveryKindAreUnderstood() {
		Map<String, TriggerCondition> conditions = Map.of("a", TriggerCondition.lessThan(1).resetAt(2), "b",
				TriggerCondition.atMost(-1.5), "c", TriggerCondition.equalTo(7), "d", TriggerCondition.matching("open"),
				"e", TriggerCondition.greaterThan(1).andLessThan(2), "f",
				TriggerCondition.lessThan(2).andGreaterThan(1).andAtLeast(1.5).andAtMost(1.6), "g",
				TriggerCondition.changing(), "h", TriggerCondition.matching("open").andChanging());
		Trigger created = get(this.triggers.create(this.device.ref(), hot().withConditions(conditions)));
		assertThat(created.conditions()).isEqualTo(conditions);
	}

	@Test
	void olderFormIsReadBackInBoth() {
		TriggerDefinition definition = TriggerDefinition.named("old").withCallbackUrl(this.callbackUrl);
		Trigger above = get(this.triggers.create(this.device.ref(),
				definition.withSingleStream(SingleStreamCondition.of("temperature", Comparison.GREATER, 30))));
		assertThat(above.stream()).isEqualTo("temperature");
		assertThat(above.condition()).isEqualTo(Comparison.GREATER);
		assertThat(above.value()).isEqualTo(StreamValue.of(30));
		assertThat(above.unit()).isEqualTo("C");
		assertThat(above.conditions()).isEqualTo(Map.of("temperature", TriggerCondition.greaterThan(30)));
		assertThat(get(this.triggers.create(this.device.ref(),
				definition.withSingleStream(SingleStreamCondition.between("temperature", 10, 20.5))))
			.conditions()).isEqualTo(Map.of("temperature", TriggerCondition.between(10, 20.5)));
		assertThat(get(this.triggers.create(this.device.ref(),
				definition.withSingleStream(SingleStreamCondition.equalTo("door", "open"))))
			.conditions()).isEqualTo(Map.of("door", TriggerCondition.matching("open")));
	}

	@Test
	void updateChangesWhatItNames() {
		Trigger created = get(this.triggers.create(this.device.ref(), hot().withCustomData("ABC")));
		get(this.triggers.update(this.device.ref(), created.id(),
				TriggerDefinition.named("renamed").withStatus(ResourceStatus.DISABLED)));
		Trigger updated = get(this.triggers.view(this.device.ref(), created.id()));
		assertThat(updated.name()).isEqualTo("renamed");
		assertThat(updated.status()).isEqualTo(ResourceStatus.DISABLED);
		assertThat(updated.conditions()).isEqualTo(created.conditions());
		assertThat(updated.customData()).isEqualTo("ABC");
	}

	@Test
	void deletedTriggerIsGone() {
		Trigger created = get(this.triggers.create(this.device.ref(), hot()));
		get(this.triggers.delete(this.device.ref(), created.id()));
		assertThat(failure(M2xNotFoundException.class, this.triggers.view(this.device.ref(), created.id())).error())
			.isEqualTo("Trigger Not Found");
		assertThat(get(this.triggers.list(this.device.ref()))).isEmpty();
	}

	@Test
	void refusalsNameTheFields() {
		assertThat(failure(M2xValidationException.class,
				this.triggers.create(this.device.ref(), TriggerDefinition.named("nothing")))
			.errors()).isEqualTo(Map.of("conditions", List.of("not_present"), "callback_url", List.of("not_present")));
		failure(M2xForbiddenException.class, as(newDevice()).triggers().list(this.device.ref()));
		failure(M2xForbiddenException.class, as(this.device).triggers().listForDistribution(DISTRIBUTION));
		assertThat(failure(M2xNotFoundException.class, this.triggers.listForDistribution(DISTRIBUTION)).error())
			.isEqualTo("Distribution Not Found");
		assertThat(get(as(this.device).triggers().list(this.device.ref()))).isEmpty();
	}

	@Test
	void failingCallbackIsShown() {
		this.callback.stop(0);
		Trigger created = get(this.triggers.create(this.device.ref(), hot()));
		assertThat(created.callbackFailure()).isNull();
		get(this.triggers.test(this.device.ref(), created.id()));
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			Trigger seen = get(this.triggers.view(this.device.ref(), created.id()));
			assertThat(seen.callbackFailure()).isNotNull();
			assertThat(seen.callbackFailure().reason()).isEqualTo("the connection was refused");
			assertThat(seen.callbackFailure().since()).isBetween(created.created(), Instant.now());
		});
	}

	@Test
	void callbackGetsOneNotificationPerChange() {
		get(this.triggers.create(this.device.ref(),
				TriggerDefinition.named("moved")
					.when("temperature", TriggerCondition.changing())
					.withCallbackUrl(this.callbackUrl)));
		Instant start = Instant.parse("2026-03-05T08:15:30.250Z");
		double[] values = { 29, 29, 30.5, 30.5, 29, 31 };
		for (int i = 0; i < values.length; i++) {
			get(this.client.values()
				.write(this.device.ref(), DeviceReading.at(start.plusSeconds(i)).with("temperature", values[i])));
		}
		assertThat(await(3)).extracting((call) -> call.values().get("temperature").value())
			.containsExactly(StreamValue.of(30.5), StreamValue.of(29), StreamValue.of(31));
		assertThat(this.notifications.get(0).conditions())
			.isEqualTo(Map.of("temperature", TriggerCondition.changing()));
	}

	@Test
	void callbackGetsOneNotificationPerCrossing() {
		Trigger created = get(this.triggers.create(this.device.ref(),
				hot().withSendLocation(true).withNotifyOnReset(true).withCustomData("ABC")));
		Instant start = Instant.parse("2026-03-05T08:15:30.250Z");
		get(this.client.locations().update(this.device.ref(), LocationUpdate.of(48.137, 11.575).withName("Bed 3")));
		double[] values = { 29, 30.5, 33, 29, 31, 27 };
		for (int i = 0; i < values.length; i++) {
			get(this.client.values()
				.write(this.device.ref(), DeviceReading.at(start.plusSeconds(i)).with("temperature", values[i])));
		}
		assertThat(get(this.triggers.view(this.device.ref(), created.id())).activated()).isFalse();
		TriggerNotification fired = await(2).get(0);
		assertThat(fired.event()).isEqualTo(TriggerEvent.FIRED);
		assertThat(fired.device().ref()).isEqualTo(this.device.ref());
		assertThat(fired.device().name()).isEqualTo(this.device.name());
		assertThat(fired.trigger()).isEqualTo("too hot");
		assertThat(fired.conditions()).isEqualTo(created.conditions());
		assertThat(fired.values()).isEqualTo(Map.of("temperature",
				new TriggerNotification.Reading(StreamValue.of(30.5), start.plusSeconds(1), "C")));
		assertThat(fired.timestamp()).isEqualTo(start.plusSeconds(1));
		assertThat(fired.customData()).isEqualTo("ABC");
		assertThat(fired.location().name()).isEqualTo("Bed 3");
		assertThat(fired.location().latitude()).isEqualTo(48.137);
		get(this.triggers.test(this.device.ref(), created.id()));
		assertThat(await(3)).extracting(TriggerNotification::event)
			.containsExactly(TriggerEvent.FIRED, TriggerEvent.RESET, TriggerEvent.TEST);
	}

	@Test
	void triggersOfADistributionAreManagedLikeThoseOfADevice() {
		String kit = get(this.client.distributions().create(CreateDistribution.named(unique("kit")))).id();
		Trigger created = get(this.triggers.createForDistribution(kit, hot()));
		assertThat(created.url()).hasToString(SERVER.url() + "/distributions/" + kit + "/triggers/" + created.id());
		assertThat(get(this.triggers.viewForDistribution(kit, created.id()))).isEqualTo(created);
		get(this.triggers.updateForDistribution(kit, created.id(), TriggerDefinition.named("renamed")));
		assertThat(get(this.triggers.listForDistribution(kit))).extracting(Trigger::name).containsExactly("renamed");
		get(this.triggers.testForDistribution(kit, created.id()));
		assertThat(await(1).get(0).event()).isEqualTo(TriggerEvent.TEST);
		assertThat(await(1).get(0).device()).isNull();
		get(this.triggers.deleteForDistribution(kit, created.id()));
		failure(M2xNotFoundException.class, this.triggers.viewForDistribution(kit, created.id()));
	}

}
