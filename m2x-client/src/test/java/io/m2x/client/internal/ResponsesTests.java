package io.m2x.client.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.client.StubServer;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.locations.Location;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.StreamValue;
import io.m2x.client.model.Visibility;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.streams.StreamType;
import io.m2x.client.values.StreamStats;
import io.m2x.client.values.ValuesQuery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Responses in all the forms that servers have been seen to use.
 */
class ResponsesTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final String DEVICE = "3c1f0a9be27d4f5d8a6b0c4471e59d20";

	private final StubServer server = new StubServer();

	@AfterEach
	void stop() {
		this.server.close();
	}

	private Device device(String json) {
		return this.server.respond(200, json).client().devices().view(DeviceRef.id(DEVICE)).block(LIMIT);
	}

	@Test
	void deviceIsReadWhole() {
		Device device = device(
				"""
						{"id":"3c1f","url":"https://x/v2/devices/3c1f","name":"North","description":null,
						 "visibility":"private","status":"enabled","serial":"GH-7","tags":["a","b"],"collections":["91d2"],
						 "metadata":{"firmware":"4.2.1"},
						 "location":{"name":"Bed","latitude":48.137,"longitude":11.575,"elevation":519,"timestamp":"2017-03-05T08:15:30.250Z"},
						 "streams":{"count":2,"url":"https://x/v2/devices/3c1f/streams","values":{"temperature":21.5,"vent":"open"}},
						 "triggers":{"count":1,"url":"https://x/v2/devices/3c1f/triggers"},
						 "key":"f00dd2c19a5e4b0d8e6c7b1a23945c77","distribution":"https://x/v2/distributions/0b8d",
						 "distribution_name":"Kit","last_activity":"2017-03-05T08:15:30.253Z",
						 "created":"2017-01-12T10:00:00.000Z","updated":"2017-03-01T16:20:11.904Z"}""");
		assertThat(device.id()).isEqualTo("3c1f");
		assertThat(device.url()).isEqualTo(URI.create("https://x/v2/devices/3c1f"));
		assertThat(device.visibility()).isEqualTo(Visibility.PRIVATE);
		assertThat(device.status()).isEqualTo(ResourceStatus.ENABLED);
		assertThat(device.tags()).containsExactly("a", "b");
		assertThat(device.collections()).containsExactly("91d2");
		assertThat(device.metadata()).isEqualTo(Map.of("firmware", "4.2.1"));
		assertThat(device.location().latitude()).isEqualTo(48.137);
		assertThat(device.location().elevation()).isEqualTo(519.0);
		assertThat(device.streamValues())
			.isEqualTo(Map.of("temperature", StreamValue.of(21.5), "vent", StreamValue.of("open")));
		assertThat(device.triggers().count()).isEqualTo(1);
		assertThat(device.key()).isEqualTo("f00dd2c19a5e4b0d8e6c7b1a23945c77");
		assertThat(device.distributionName()).isEqualTo("Kit");
		assertThat(device.lastActivity()).isEqualTo(Instant.parse("2017-03-05T08:15:30.253Z"));
		assertThat(device.toString()).contains("North").doesNotContain("f00d");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"id\":\"a\",\"name\":\"b\"}",
			"{\"id\":\"a\",\"name\":\"b\",\"tags\":null,\"location\":{},\"streams\":null,\"metadata\":null,\"collections\":null}",
			"{\"id\":\"a\",\"name\":\"b\",\"tags\":[],\"location\":null,\"novelty\":{\"deep\":[1]}}" })
	void missingNullAndUnknownMembersAreBorne(String json) {
		Device device = device(json);
		assertThat(device.tags()).isEmpty();
		assertThat(device.location()).isNull();
		assertThat(device.metadata()).isEmpty();
		assertThat(device.streamValues()).isEmpty();
	}

	@Test
	void unknownWordsOfEnumsAreBorne() {
		Device device = device("{\"id\":\"a\",\"name\":\"b\",\"visibility\":\"secret\",\"status\":\"asleep\"}");
		assertThat(device.visibility()).isEqualTo(Visibility.UNKNOWN);
		assertThat(device.status()).isEqualTo(ResourceStatus.UNKNOWN);
	}

	@Test
	void addressThatIsNoneAndStreamWithoutValueAreBorne() {
		Device device = device(
				"{\"id\":\"a\",\"name\":\"b\",\"url\":\"http://a b/c\",\"streams\":{\"count\":2,\"values\":{\"t\":5,\"empty\":null}}}");
		assertThat(device.url()).isNull();
		assertThat(device.streamValues()).isEqualTo(Map.of("t", StreamValue.of(5)));
	}

	@Test
	void listWithoutBodyIsEmpty() {
		this.server.respond((request, response) -> response.status(204).send());
		assertThat(this.server.client().locations().history(DeviceRef.id(DEVICE)).block(LIMIT)).isEmpty();
		this.server.respond(200, "{\"waypoints\":null}");
		assertThat(this.server.client().locations().history(DeviceRef.id(DEVICE)).block(LIMIT)).isEmpty();
	}

	@Test
	void pageWithoutItsNumberIsTheOneThatWasAskedFor() {
		this.server.respond(200, "{\"devices\":[{\"id\":\"a\",\"name\":\"b\"}],\"pages\":3,\"total\":3}");
		assertThat(this.server.client().devices().listAll(DeviceQuery.all()).count().block(LIMIT)).isEqualTo(3);
	}

	@Test
	void coordinatesMayBeTexts() {
		this.server.respond(200,
				"{\"name\":\"Bed\",\"latitude\":\"48.137\",\"longitude\":\"11.575\",\"elevation\":\"519\",\"waypoints\":[{\"latitude\":\"1\",\"longitude\":2}]}");
		Location location = this.server.client().locations().read(DeviceRef.id(DEVICE)).block(LIMIT);
		assertThat(location.latitude()).isEqualTo(48.137);
		assertThat(location.elevation()).isEqualTo(519.0);
		assertThat(location.waypoints().get(0).latitude()).isEqualTo(1.0);
	}

	@Test
	void deviceWithoutLocationGivesNone() {
		this.server.respond((request, response) -> response.status(204).send());
		assertThat(this.server.client().locations().read(DeviceRef.id(DEVICE)).blockOptional(LIMIT)).isEmpty();
		this.server.respond(200, "{}");
		assertThat(this.server.client().locations().read(DeviceRef.id(DEVICE)).blockOptional(LIMIT)).isEmpty();
	}

	@Test
	void statsMayHoldTexts() {
		this.server.respond(200,
				"{\"end\":\"2017-03-05T09:00:00.000Z\",\"stats\":{\"count\":2.0,\"min\":20.0,\"max\":\"21.5\",\"avg\":\"0.2075E2\",\"stddev\":0.75}}");
		StreamStats stats = this.server.client()
			.values()
			.stats(DeviceRef.id(DEVICE), "t", ValuesQuery.latest())
			.block(LIMIT);
		assertThat(stats.count()).isEqualTo(2);
		assertThat(stats.avg()).hasValue(20.75);
		assertThat(stats.max()).hasValue(21.5);
		assertThat(stats.start()).isNull();
	}

	@Test
	void statsOfNothingHaveNoFigures() {
		this.server.respond(200, "{\"stats\":{\"count\":0.0,\"min\":null,\"max\":null,\"avg\":null,\"stddev\":null}}");
		StreamStats stats = this.server.client()
			.values()
			.stats(DeviceRef.id(DEVICE), "t", ValuesQuery.latest())
			.block(LIMIT);
		assertThat(stats).isEqualTo(new StreamStats(null, null, 0, OptionalDouble.empty(), OptionalDouble.empty(),
				OptionalDouble.empty(), OptionalDouble.empty()));
	}

	@Test
	void streamValueMayBeIntegerOrText() {
		this.server.respond(200,
				"{\"streams\":[{\"name\":\"a\",\"value\":10,\"type\":\"numeric\",\"unit\":{\"label\":null,\"symbol\":\"\"}},{\"name\":\"b\",\"value\":\"21.5\",\"type\":\"odd\"},{\"name\":\"c\",\"value\":null}]}");
		var streams = this.server.client().streams().list(DeviceRef.id(DEVICE)).block(LIMIT);
		assertThat(streams).extracting(DataStream::name).containsExactly("a", "b", "c");
		assertThat(streams.get(0).value().asDouble()).isEqualTo(10);
		assertThat(streams.get(1).value().asDouble()).isEqualTo(21.5);
		assertThat(streams.get(1).type()).isEqualTo(StreamType.UNKNOWN);
		assertThat(streams.get(2).value()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"tags\":{\"a\":4,\"b\":1}}", "{\"tags\":[{\"a\":4},{\"b\":1}]}" })
	void tagsMayBeMapOrArray(String json) {
		this.server.respond(200, json);
		assertThat(this.server.client().devices().tags().block(LIMIT)).isEqualTo(Map.of("a", 4L, "b", 1L));
	}

	@Test
	void timesMayHaveOffsetsAndMoreOrFewerDigits() {
		Device device = device(
				"{\"id\":\"a\",\"name\":\"b\",\"created\":\"2017-03-05T10:15:30+02:00\",\"updated\":\"2017-03-05T08:15:30.123456Z\"}");
		assertThat(device.created()).isEqualTo(Instant.parse("2017-03-05T08:15:30Z"));
		assertThat(device.updated()).isEqualTo(Instant.parse("2017-03-05T08:15:30.123456Z"));
	}

	// What is read as an address may be anything, and must not swallow what follows it.
	@ParameterizedTest
	@ValueSource(strings = { "{\"id\":\"other\",\"name\":\"other\"}", "[\"x\",{\"id\":\"other\"}]", "7", "\"a b\"" })
	void addressOfAnyFormLeavesTheRestAlone(String address) {
		String json = "{\"id\":\"a\",\"name\":\"b\",\"url\":%s,\"serial\":\"S\"}".formatted(address);
		Device device = device(json);
		assertThat(device.id()).isEqualTo("a");
		assertThat(device.name()).isEqualTo("b");
		assertThat(device.serial()).isEqualTo("S");
		this.server.respond(200, "{\"devices\":[" + json + "]}");
		assertThat(this.server.client().devices().list(DeviceQuery.all()).block(LIMIT).items()).containsExactly(device);
	}

	@Test
	void streamsWrittenAtOnceComeBackAsABareArray() {
		this.server.respond(200, "[{\"name\":\"t\",\"type\":\"numeric\",\"value\":null}]");
		assertThat(this.server.client()
			.streams()
			.createOrUpdateAll(DeviceRef.id(DEVICE), Map.of("t", StreamDefinition.numeric()))
			.block(LIMIT)).extracting(DataStream::name).containsExactly("t");
		this.server.respond(200, "[]");
		assertThat(this.server.client().streams().createOrUpdateAll(DeviceRef.id(DEVICE), Map.of()).block(LIMIT))
			.isEmpty();
	}

}
