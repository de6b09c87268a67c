package io.m2x.client.triggers;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.m2x.client.StubServer;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.StreamValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TriggerTypesTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final String DEVICE = "3c1f0a9be27d4f5d8a6b0c4471e59d20";

	private static final String NOTIFICATION = """
			{"event": "fired", "novelty": 1,
			"device": {"id": "3c1f", "name": "Greenhouse north", "serial": "GH-0007", "novelty": 1},
			"trigger": "too hot", "conditions": {"temperature": {"gt": 30, "reset": 28, "novelty": 1}},
			"values": {"temperature": {"value": 31.2, "timestamp": "2017-03-05T08:15:30.250Z", "unit": "C", "novelty": 1}},
			"timeframe": 300, "custom_data": "ABC", "timestamp": "2017-03-05T08:15:30.250Z",
			"location": {"name": "Bed 3", "latitude": 48.137, "longitude": 11.575, "elevation": 519,
			"timestamp": "2017-03-05T08:15:29.000Z", "novelty": 1}}""";

	@Test
	void notificationIsReadByAnyMapper() {
		JsonMapper lenient = new JsonMapper();
		JsonMapper strict = JsonMapper.builder()
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
			.build();
		for (JsonMapper mapper : new JsonMapper[] { lenient, strict }) {
			TriggerNotification notification = mapper.readValue(NOTIFICATION, TriggerNotification.class);
			assertThat(notification.event()).isEqualTo(TriggerEvent.FIRED);
			assertThat(notification.device().serial()).isEqualTo("GH-0007");
			assertThat(notification.conditions())
				.isEqualTo(Map.of("temperature", TriggerCondition.greaterThan(30).resetAt(28)));
			assertThat(notification.values())
				.isEqualTo(Map.of("temperature", new TriggerNotification.Reading(StreamValue.of(31.2),
						Instant.parse("2017-03-05T08:15:30.250Z"), "C")));
			assertThat(notification.timeframe()).isEqualTo(300);
			assertThat(notification.customData()).isEqualTo("ABC");
			assertThat(notification.location().elevation()).isEqualTo(519.0);
		}
	}

	@Test
	void notificationMayLackEverything() {
		for (String json : new String[] { "{}", "{\"event\":null,\"values\":null}", "{\"event\":\"melted\"}" }) {
			TriggerNotification notification = new JsonMapper().readValue(json, TriggerNotification.class);
			assertThat(notification.event()).isEqualTo(TriggerEvent.UNKNOWN);
			assertThat(notification.values()).isEmpty();
			assertThat(notification.conditions()).isEmpty();
			assertThat(notification.device()).isNull();
		}
	}

	@Test
	void triggerOfAnOldServerIsRead() {
		try (StubServer server = new StubServer().respond(200,
				"""
						{"id": "VZ2JeeADYn4nXJrbaZvS", "name": "High", "stream": "t", "condition": ">", "value": 30.0, "unit": "C",
						"callback_url": "http://example.com", "url": "http://api/x", "status": "enabled",
						"created": "2014-12-01T10:00:00.000Z", "updated": "2014-12-01T10:00:00.000Z"}""")) {
			Trigger trigger = server.client()
				.triggers()
				.view(DeviceRef.id(DEVICE), "VZ2JeeADYn4nXJrbaZvS")
				.block(LIMIT);
			assertThat(trigger.condition()).isEqualTo(Comparison.GREATER);
			assertThat(trigger.value()).isEqualTo(StreamValue.of(30));
			assertThat(trigger.conditions()).isEmpty();
			assertThat(trigger.activated()).isNull();
			assertThat(trigger.frequency()).isNull();
			assertThat(server.last().uri()).isEqualTo("/v2/devices/" + DEVICE + "/triggers/VZ2JeeADYn4nXJrbaZvS");
		}
	}

	@Test
	void unknownWordsAreBorne() {
		try (StubServer server = new StubServer().respond(200,
				"{\"triggers\":[{\"id\":\"a\",\"name\":\"b\",\"frequency\":\"often\",\"condition\":\"~\",\"status\":\"asleep\",\"conditions\":null}]}")) {
			Trigger trigger = server.client().triggers().list(DeviceRef.id(DEVICE)).block(LIMIT).get(0);
			assertThat(trigger.frequency()).isEqualTo(TriggerFrequency.UNKNOWN);
			assertThat(trigger.condition()).isEqualTo(Comparison.UNKNOWN);
			assertThat(trigger.status()).isEqualTo(ResourceStatus.UNKNOWN);
			assertThat(trigger.conditions()).isEmpty();
		}
	}

	@Test
	void onlyWhatWasSaidIsSent() {
		try (StubServer server = new StubServer().respond(204, "")) {
			M2xTriggers triggers = server.client().triggers();
			triggers.updateForDistribution("d", "t", TriggerDefinition.named("n")).block(LIMIT);
			assertThat(server.last().body()).isEqualTo("{\"name\":\"n\"}");
			assertThat(server.last().method() + server.last().uri()).isEqualTo("PUT/v2/distributions/d/triggers/t");
			triggers
				.update(DeviceRef.id(DEVICE), "t",
						TriggerDefinition.named("n")
							.withSingleStream(SingleStreamCondition.of("s", Comparison.LESS_OR_EQUAL, 1.5)))
				.block(LIMIT);
			assertThat(server.last().body())
				.isEqualTo("{\"name\":\"n\",\"stream\":\"s\",\"condition\":\"<=\",\"value\":1.5}");
			triggers
				.update(DeviceRef.id(DEVICE), "t",
						TriggerDefinition.named("n").when("s", TriggerCondition.changing().andAtLeast(1.5)))
				.block(LIMIT);
			assertThat(server.last().body())
				.isEqualTo("{\"name\":\"n\",\"conditions\":{\"s\":{\"gte\":1.5,\"changed\":true}}}");
		}
	}

	@Test
	void senselessDefinitionsAreRefused() {
		TriggerDefinition definition = TriggerDefinition.named("n");
		assertThatIllegalArgumentException().isThrownBy(() -> TriggerDefinition.named(" "));
		assertThatIllegalArgumentException().isThrownBy(() -> TriggerCondition.greaterThan(Double.NaN));
		assertThatIllegalArgumentException().isThrownBy(() -> definition.withTimeframe(Duration.ofMillis(999)));
		assertThatIllegalArgumentException().isThrownBy(() -> definition.withFrequency(TriggerFrequency.UNKNOWN));
		assertThatIllegalArgumentException().isThrownBy(() -> definition.withCallbackUrl("http://a b"));
		assertThatIllegalArgumentException().isThrownBy(() -> definition.when("t", TriggerCondition.atLeast(1))
			.withSingleStream(SingleStreamCondition.equalTo("t", "x")));
		assertThatIllegalArgumentException().isThrownBy(() -> SingleStreamCondition.between("t", 2, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> SingleStreamCondition.of("t", Comparison.BETWEEN, 1));
	}

	@Test
	void addressesAndDataStayOutOfTexts() {
		TriggerDefinition definition = TriggerDefinition.named("n")
			.withCallbackUrl("http://host/secret")
			.withCustomData("secret");
		assertThat(definition.toString()).isEqualTo("TriggerDefinition[name=n]");
	}

}
