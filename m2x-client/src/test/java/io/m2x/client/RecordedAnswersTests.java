package io.m2x.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.locations.Location;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.locations.Waypoint;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.Page;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.StreamValue;
import io.m2x.client.model.Visibility;
import io.m2x.client.platform.PlatformStatus;
import io.m2x.client.platform.ServerTime;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.streams.StreamType;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.DataPoints;
import io.m2x.client.values.DeviceDataPoints;
import io.m2x.client.values.Sampling;
import io.m2x.client.values.SamplingType;
import io.m2x.client.values.StreamStats;
import io.m2x.client.values.ValuesQuery;
import io.m2x.client.values.ValuesSearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Answers in the style of the hosted service from 2014 to 2017, read by every service;
 * the traps are numbered as in section 13 of the API reference.
 */
class RecordedAnswersTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String ID = "5b1d7c20e94f48a6b3f0d2c86a7e9135";

	/** As devices looked in 2014, with everything as text and things long gone. */
	private static final String OLD_DEVICE = """
			{"id": "5b1d7c20e94f48a6b3f0d2c86a7e9135", "url": "http://api-m2x.att.com/v2/devices/5b1d7c20e94f48a6b3f0d2c86a7e9135",
			 "name": "Silo 4", "status": "enabled", "serial": null, "tags": null, "visibility": "public",
			 "description": "", "created": "2014-09-10T19:13:00.756Z", "updated": "2014-09-10T19:13:00.756Z",
			 "groups": [], "feed": "/feeds/5b1d7c20e94f48a6b3f0d2c86a7e9135",
			 "location": {"name": "Yard", "latitude": "-37.978", "longitude": "-57.547", "elevation": "15",
			   "timestamp": "2014-09-10T19:15:00.756Z",
			   "waypoints": [{"timestamp": "2014-09-10T19:15:00.756Z", "latitude": "-37.978", "longitude": "-57.547",
			                  "elevation": "15"}]},
			 "streams": {"count": 2, "url": "http://api-m2x.att.com/v2/devices/5b1d7c20e94f48a6b3f0d2c86a7e9135/streams"},
			 "triggers": {"count": 0, "url": "http://api-m2x.att.com/v2/devices/5b1d7c20e94f48a6b3f0d2c86a7e9135/triggers"},
			 "key": "61ab0d9c3f7e45d28b16c9e07fa2d384"}""";

	private final StubServer server = new StubServer();

	private final M2xClient client = this.server.client();

	@AfterEach
	void stop() {
		this.server.close();
	}

	private <T> T read(String json, Mono<T> call) {
		this.server.answer(200, json);
		return call.block(LIMIT);
	}

	@Test
	void deviceOf2014() {
		Device device = read(OLD_DEVICE, this.client.devices().view(ID));
		assertThat(device.name()).isEqualTo("Silo 4");
		assertThat(device.url()).isEqualTo(URI.create("http://api-m2x.att.com/v2/devices/" + ID));
		assertThat(device.visibility()).isEqualTo(Visibility.PUBLIC);
		assertThat(device.status()).isEqualTo(ResourceStatus.ENABLED);
		assertThat(device.tags()).isEmpty();
		assertThat(device.collections()).isEmpty();
		assertThat(device.metadata()).isEmpty();
		assertThat(device.location().latitude()).isEqualTo(-37.978);
		assertThat(device.location().elevation()).isEqualTo(15);
		assertThat(device.location().waypoints()).hasSize(1);
		assertThat(device.streams().count()).isEqualTo(2);
		assertThat(device.distribution()).isNull();
		assertThat(device.lastActivity()).isNull();
	}

	@Test
	void devicesOf2015And2017OnOnePage() {
		Page<Device> page = read("""
				{"total": 3, "pages": 1, "limit": 10, "current_page": 1, "next_page": null, "devices": [%s,
				 {"id": "a1", "name": "In between", "tags": [], "location": {}, "status": "disabled",
				  "collections": ["91d2"], "streams": {"count": "1"}, "distribution": null},
				 {"id": "a2", "name": "Late", "tags": ["x", "y"], "location": null, "metadata": {"owner": "ops"},
				  "distribution": "https://api-m2x.att.com/v2/distributions/77", "distribution_name": "Kit",
				  "last_activity": "2017-01-24T10:00:00.000Z", "streams": {"count": 1, "values": {"t": "21.5"}}}]}"""
			.formatted(OLD_DEVICE), this.client.devices().list(DeviceQuery.all()));
		assertThat(page.total()).isEqualTo(3);
		assertThat(page.hasNext()).isFalse();
		assertThat(page.items()).extracting(Device::name).containsExactly("Silo 4", "In between", "Late");
		assertThat(page.items().get(1).location()).isNull();
		assertThat(page.items().get(1).status()).isEqualTo(ResourceStatus.DISABLED);
		assertThat(page.items().get(1).streams().count()).isEqualTo(1);
		assertThat(page.items().get(2).tags()).containsExactly("x", "y");
		assertThat(page.items().get(2).metadata()).isEqualTo(Map.of("owner", "ops"));
		assertThat(page.items().get(2).streamValues().get("t").asDouble()).isEqualTo(21.5);
	}

	@Test
	void createdDeviceAndItsMetadata() {
		this.server.answer(201, OLD_DEVICE);
		assertThat(this.client.devices().create(CreateDevice.named("Silo 4")).block(LIMIT).ref())
			.isEqualTo(DeviceRef.id(ID));
		assertThat(read("{\"owner\":\"ops\",\"floor\":2,\"note\":null}", this.client.devices().readMetadata(ID)))
			.containsEntry("owner", "ops")
			.containsEntry("floor", "2");
		assertThat(read("{\"value\":\"ops\"}", this.client.devices().readMetadataField(ID, "owner"))).isEqualTo("ops");
		this.server.answer((request, response) -> response.status(204).send());
		assertThat(this.client.devices().readMetadata(ID).block(LIMIT)).isEmpty();
	}

	@Test
	void streamsOfAllYears() {
		List<DataStream> streams = read("""
				{"streams": [
				 {"name": "t", "display_name": null, "value": 10, "latest_value_at": "2014-09-10T19:15:00.756Z",
				  "type": "numeric", "unit": {"label": "celsius", "symbol": "C"}, "min": null, "max": "30",
				  "url": "http://api-m2x.att.com/v2/devices/5b/streams/t", "created": "2014-09-10T19:13:00.756Z",
				  "updated": "2014-09-10T19:13:00.756Z"},
				 {"name": "old", "value": "12.5", "unit": {"label": "", "symbol": ""}, "type": "numeric"},
				 {"name": "mode", "value": "auto", "unit": null, "type": "alphanumeric", "location": {}},
				 {"name": "bare"},
				 {"name": "novel", "type": "binary", "value": null, "latest_value_at": null}]}""",
				this.client.streams().list(ID));
		assertThat(streams).extracting(DataStream::name).containsExactly("t", "old", "mode", "bare", "novel");
		assertThat(streams.get(0).value()).isEqualTo(StreamValue.of(10));
		assertThat(streams.get(0).unit().symbol()).isEqualTo("C");
		assertThat(streams.get(1).value().asDouble()).isEqualTo(12.5);
		assertThat(streams.get(2).value().asText()).isEqualTo("auto");
		assertThat(streams.get(3).type()).isNull();
		assertThat(streams.get(4).type()).isEqualTo(StreamType.UNKNOWN);
		assertThat(streams.get(4).value()).isNull();
	}

	@Test
	void streamsWrittenAtOnceComeBackAsABareArray() {
		List<DataStream> streams = read("[{\"name\":\"t\",\"type\":\"numeric\",\"value\":null}]",
				this.client.streams().createOrUpdateAll(ID, Map.of("t", StreamDefinition.numeric())));
		assertThat(streams).extracting(DataStream::name).containsExactly("t");
		assertThat(read("[]", this.client.streams().createOrUpdateAll(ID, Map.of()))).isEmpty();
	}

	@Test
	void valuesOfOneAndOfManyStreams() {
		DataPoints points = read("""
				{"start": "2014-09-01T00:00:00.000Z", "end": "2014-09-30T00:00:00.000Z", "limit": "100", "values": [
				 {"timestamp": "2014-09-10T19:15:00.756Z", "value": 120.0, "extra": 1},
				 {"timestamp": "2014-09-10T19:14:00.756Z", "value": "0.12E3"},
				 {"timestamp": "2014-09-10T19:13:00.756Z", "value": null},
				 {"timestamp": null, "value": 5}]}""", this.client.values().list(ID, "t", ValuesQuery.latest()));
		assertThat(points.limit()).isEqualTo(100);
		assertThat(points.values()).extracting((point) -> point.value().asDouble()).containsExactly(120d, 120d, 5d);
		String rows = """
				{"end": "2014-09-30T00:00:00.000Z", "values": [
				 {"timestamp": "2014-09-10T19:15:00.756Z", "values": {"t": 21, "mode": "auto", "gone": null}},
				 {"timestamp": "2014-09-10T19:14:00.756Z", "values": {}}, {"timestamp": "2014-09-10T19:13:00.756Z"}]}""";
		for (DeviceDataPoints across : List.of(
				read(rows, this.client.values().listAcross(ID, null, ValuesQuery.latest())),
				read(rows, this.client.values().search(ID, ValuesSearch.of())))) {
			assertThat(across.limit()).isNull();
			assertThat(across.values()).hasSize(3);
			assertThat(across.values().get(0).values())
				.isEqualTo(Map.of("t", StreamValue.of(21), "mode", StreamValue.of("auto")));
			assertThat(across.values().get(2).values()).isEmpty();
		}
	}

	@Test
	void samplingWithNumbersOfEveryForm() {
		Sampling sampling = read("""
				{"start": "2014-09-10T19:00:00.000Z", "interval": "10", "end": "2014-09-10T20:00:00.000Z", "values": [
				 {"timestamp": "2014-09-10T19:15:10.000Z", "value": 30.0},
				 {"timestamp": "2014-09-10T19:15:00.000Z", "value": "1.5E1"},
				 {"timestamp": "2014-09-10T19:14:00.000Z", "value": null}]}""",
				this.client.values().sampling(ID, "t", SamplingType.SUM, 10, ValuesQuery.latest()));
		assertThat(sampling.interval()).isEqualTo(10);
		assertThat(sampling.values()).extracting((point) -> point.value().asDouble()).containsExactly(30d, 15d);
	}

	@Test
	void platformOfAllYears() {
		PlatformStatus status = read("{\"api\":\"OK\",\"triggers\":\"DELAYED\",\"mqtt\":\"OK\"}",
				this.client.platform().status());
		assertThat(status.isApiOk()).isTrue();
		assertThat(status.triggers()).isEqualTo("DELAYED");
		assertThat(read("{}", this.client.platform().status()).isApiOk()).isFalse();
		ServerTime time = read(
				"{\"seconds\":\"1410376500\",\"millis\":1410376500756,\"iso8601\":\"2014-09-10T19:15:00.756Z\"}",
				this.client.platform().time());
		assertThat(time.seconds()).isEqualTo(1410376500);
		assertThat(time.iso8601().toEpochMilli()).isEqualTo(time.millis());
		assertThat(read("1410376500\n", this.client.platform().timeSeconds())).isEqualTo(1410376500L);
		assertThat(read("1410376500756", this.client.platform().timeMillis())).isEqualTo(1410376500756L);
		assertThat(read("2014-09-10T19:15:00.756Z\n", this.client.platform().timeIso8601()))
			.isEqualTo(Instant.parse("2014-09-10T19:15:00.756Z"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"id\":\"a\",\"name\":\"b\",\"tags\":null}", "{\"id\":\"a\",\"name\":\"b\",\"tags\":[]}",
			"{\"id\":\"a\",\"name\":\"b\"}" })
	void clientTrap1TagsMayBeNullEmptyOrMissing(String json) {
		assertThat(read(json, this.client.devices().view(ID)).tags()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"latitude\":\"48.5\",\"longitude\":\"11.25\",\"elevation\":\"519\"}",
			"{\"latitude\":48.5,\"longitude\":11.25,\"elevation\":519}",
			"{\"latitude\":\"0.485E2\",\"longitude\":11.25,\"elevation\":519.0}" })
	void clientTrap1CoordinatesMayBeTextOrNumbers(String json) {
		Location location = read(json, this.client.locations().read(ID));
		assertThat(location.latitude()).isEqualTo(48.5);
		assertThat(location.longitude()).isEqualTo(11.25);
		assertThat(location.elevation()).isEqualTo(519);
		assertThat(read("{\"waypoints\":[" + json + "]}", this.client.locations().history(ID)))
			.containsExactly(new Waypoint(null, 48.5, 11.25, 519.0, null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"0.2075E2" | 20.75
			20.75      | 20.75
			"20.75"    | 20.75
			21         | 21
			null       |
			""", quoteCharacter = '`')
	void clientTrap1FiguresMayBeTextOrNumbers(String avg, Double expected) {
		StreamStats stats = read("{\"stats\":{\"count\":\"2.0\",\"avg\":" + avg + "}}",
				this.client.values().stats(ID, "t", ValuesQuery.latest()));
		assertThat(stats.count()).isEqualTo(2);
		assertThat(stats.avg()).isEqualTo(expected);
		assertThat(stats.stddev()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"tags\":{\"silo\":4,\"pilot\":1}}", "{\"tags\":[{\"silo\":4},{\"pilot\":1}]}",
			"{\"tags\":{\"silo\":\"4\",\"pilot\":\"1\"}}" })
	void clientTrap1TagsOfDevicesMayBeMapOrArray(String json) {
		assertThat(read(json, this.client.devices().tags())).isEqualTo(Map.of("silo", 4L, "pilot", 1L));
	}

	@Test
	void clientTrap1LocationMayBeEmptyMissingOrNoContent() {
		this.server.answer((request, response) -> response.status(204).send());
		assertThat(this.client.locations().read(ID).blockOptional(LIMIT)).isEmpty();
		for (String json : List.of("{}", "{\"waypoints\":[]}", "{\"latitude\":null,\"longitude\":null}",
				"{\"name\":\"\",\"latitude\":\"\",\"longitude\":\"\"}")) {
			this.server.answer(200, json);
			assertThat(this.client.locations().read(ID).blockOptional(LIMIT)).as(json).isEmpty();
			assertThat(read("{\"id\":\"a\",\"name\":\"b\",\"location\":" + json + "}", this.client.devices().view(ID))
				.location()).as(json).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"novelty\":{\"deep\":[1,{\"er\":null}]},\"id\":\"a\",\"name\":\"b\"}" })
	void clientTrap2EveryModelIsOpen(String json) {
		this.server.answer(200, json);
		assertThat(this.client.devices().view(ID).block(LIMIT).tags()).isEmpty();
		assertThat(this.client.devices().tags().block(LIMIT)).isEmpty();
		assertThat(this.client.streams().view(ID, "t").block(LIMIT).value()).isNull();
		assertThat(this.client.values().list(ID, "t", ValuesQuery.latest()).block(LIMIT).values()).isEmpty();
		assertThat(this.client.values().listAcross(ID, null, ValuesQuery.latest()).block(LIMIT).values()).isEmpty();
		assertThat(this.client.values().search(ID, ValuesSearch.of()).block(LIMIT).values()).isEmpty();
		assertThat(this.client.values().stats(ID, "t", ValuesQuery.latest()).block(LIMIT).avg()).isNull();
		assertThat(
				this.client.values().sampling(ID, "t", SamplingType.AVG, 1, ValuesQuery.latest()).block(LIMIT).values())
			.isEmpty();
		assertThat(this.client.locations().read(ID).blockOptional(LIMIT)).isEmpty();
		assertThat(this.client.platform().status().block(LIMIT).api()).isNull();
		assertThat(read("{\"waypoints\":[" + json + "]}", this.client.locations().history(ID))).hasSize(1);
		assertThat(read("{\"devices\":[" + json + "]}", this.client.devices().list(DeviceQuery.all())).items())
			.hasSize(1);
		assertThat(read("{\"streams\":[" + json + "]}", this.client.streams().list(ID))).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"status\":\"accepted\"}", "{}", "" })
	void clientTrap4AcceptedIsNotYetReadable(String accepted) {
		Iterator<String> values = List.of("null", "null", "7").iterator();
		this.server.answer((request, response) -> "PUT".equals(request.method().name())
				? response.status(202).sendString(Mono.just(accepted)) : response.status(200)
					.sendString(Mono.fromSupplier(() -> "{\"name\":\"t\",\"value\":" + values.next() + "}")));
		this.client.values().write(ID, "t", 7).block(LIMIT);
		assertThat(this.server.received()).hasSize(1);
		StreamValue value = this.client.streams()
			.view(ID, "t")
			.mapNotNull(DataStream::value)
			.repeatWhenEmpty((again) -> again)
			.block(LIMIT);
		assertThat(value).isEqualTo(StreamValue.of(7));
		assertThat(this.server.received()).hasSize(4);
	}

	@Test
	void clientTrap4EveryDataWriteIsDoneOnceAccepted() {
		this.server.answer(202, "{\"status\":\"accepted\"}");
		Instant time = Instant.parse("2014-09-10T19:15:00Z");
		for (Mono<Void> write : List.of(this.client.values().write(ID, "t", DataPoint.of(time, 1)),
				this.client.values().writeAll(ID, "t", List.of(DataPoint.of(time, 1))),
				this.client.values().updates(ID, Map.of("t", List.of(DataPoint.of(time, 1)))),
				this.client.locations().update(ID, LocationUpdate.of(1, 2)),
				this.client.locations().deleteHistory(ID, time, time))) {
			assertThat(write.blockOptional(LIMIT)).isEmpty();
		}
		assertThat(this.server.received()).hasSize(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"message\":\"The specified device does not exist\"}",
			"{\"message\":\"The specified device does not exist\",\"description\":null}",
			"{\"message\":\"The specified device does not exist\",\"description\":\"any\",\"status\":404,\"id\":1}" })
	void clientTrap5ErrorsOfThePastHaveNoDescription(String body) {
		this.server.answer(404, body);
		M2xNotFoundException failure = catchThrowableOfType(M2xNotFoundException.class,
				() -> this.client.devices().view(ID).block(LIMIT));
		assertThat(failure.error()).isEqualTo("The specified device does not exist");
		assertThat(failure.operation()).isEqualTo("devices.view");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"message\":\"Validation Failed\"}", "{\"message\":\"Validation Failed\",\"errors\":null}",
					"{\"message\":\"Validation Failed\",\"errors\":[]}", "{}", "", "<html></html>" })
	void clientTrap5ErrorsMayBeMissing(String body) {
		this.server.answer(422, body);
		M2xValidationException failure = catchThrowableOfType(M2xValidationException.class,
				() -> this.client.devices().create(CreateDevice.named("x")).block(LIMIT));
		assertThat(failure.errors()).isEmpty();
	}

	@Test
	void clientTrap5ErrorsOfFieldsMayBeTextOrArrays() {
		this.server.answer(422,
				"{\"message\":\"Validation Failed\",\"errors\":{\"name\":\"not_present\",\"serial\":[\"not_unique\",\"too_long\"]}}");
		M2xValidationException failure = catchThrowableOfType(M2xValidationException.class,
				() -> this.client.devices().create(CreateDevice.named("x")).block(LIMIT));
		assertThat(failure.errors())
			.isEqualTo(Map.of("name", List.of("not_present"), "serial", List.of("not_unique", "too_long")));
	}

	@Test
	void clientTrap5StatusDecidesEvenWithoutABody() {
		this.server.answer((request, response) -> response.status(500).send());
		M2xException failure = catchThrowableOfType(M2xException.class,
				() -> this.client.platform().status().block(LIMIT));
		assertThat(failure.status()).isEqualTo(500);
		assertThat(failure.error()).isNull();
	}

	@Test
	void clientTrap6NamesAreEncodedAndBlanksAreNoPlus() {
		this.server.answer(200, "{}");
		String odd = "a b+c/d?e%f&ü";
		String encoded = "a%20b%2Bc%2Fd%3Fe%25f%26%C3%BC";
		this.client.streams().view(DeviceRef.serial(odd), odd).block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo("/v2/devices/serial/" + encoded + "/streams/" + encoded);
		this.client.values().listAcross(ID, List.of(odd), ValuesQuery.latest()).block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo("/v2/devices/" + ID + "/values?streams=" + encoded);
		this.client.values().search(DeviceRef.serial(odd), ValuesSearch.of(odd)).block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo("/v2/devices/serial/" + encoded + "/values/search");
		assertThat(this.server.last().body()).isEqualTo("{\"streams\":[\"" + odd + "\"]}");
		this.client.devices().updateMetadataField(ID, odd, "x").block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo("/v2/devices/" + ID + "/metadata/" + encoded);
	}

}
