package io.m2x.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.m2x.client.M2xClient;
import io.m2x.client.StubServer;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.DeviceSort;
import io.m2x.client.devices.UpdateDevice;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.SortDirection;
import io.m2x.client.model.StreamValue;
import io.m2x.client.model.ValueCondition;
import io.m2x.client.model.Visibility;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.DeviceReading;
import io.m2x.client.values.SamplingType;
import io.m2x.client.values.ValuesQuery;
import io.m2x.client.values.ValuesSearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Requests as they are sent, byte by byte.
 */
class RequestsTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final Instant TIME = Instant.parse("2017-03-05T08:15:30.250999Z");

	private static final String DEVICE = "3c1f0a9be27d4f5d8a6b0c4471e59d20";

	private final StubServer server = new StubServer().respond(200, "{\"status\":\"accepted\"}");

	private final M2xClient client = this.server.client();

	@AfterEach
	void stop() {
		this.server.close();
	}

	private void assertSent(String method, String uri, String body) {
		assertThat(this.server.last().method()).isEqualTo(method);
		assertThat(this.server.last().uri()).isEqualTo("/v2" + uri);
		assertThat(this.server.last().body()).isEqualTo(body);
		assertThat(this.server.last().headers().get("Content-Type"))
			.isEqualTo(body.isEmpty() ? null : "application/json");
	}

	@Test
	void listSendsOnlyWhatIsAskedFor() {
		this.server.respond(200, "{\"devices\":[]}");
		this.client.devices().list(DeviceQuery.all()).block(LIMIT);
		assertSent("GET", "/devices", "");
		this.client.devices()
			.list(DeviceQuery.all()
				.withPage(2)
				.withLimit(50)
				.sortedBy(DeviceSort.LAST_ACTIVITY, SortDirection.DESC)
				.withStreamValues()
				.withMetadata())
			.block(LIMIT);
		assertSent("GET",
				"/devices?page=2&limit=50&sort=last_activity&dir=desc&include_stream_values=true&include_metadata=true",
				"");
		this.client.devices().list(DeviceQuery.all().withStreamValues("a b", "c&d")).block(LIMIT);
		assertSent("GET", "/devices?include_stream_values=a%20b%2Cc%26d", "");
	}

	@Test
	void createWritesTagsAsOneText() {
		this.client.devices()
			.create(CreateDevice.named("Greenhouse").withTags("pilot", "north").withMetadata(Map.of("color", "green")))
			.block(LIMIT);
		assertSent("POST", "/devices",
				"{\"name\":\"Greenhouse\",\"visibility\":\"private\",\"tags\":\"pilot,north\",\"metadata\":{\"color\":\"green\"}}");
		this.client.devices().create(CreateDevice.copyOf(DEVICE)).block(LIMIT);
		assertSent("POST", "/devices", "{\"base_device\":\"" + DEVICE + "\"}");
	}

	@Test
	void updateAlwaysSendsNameAndVisibility() {
		this.client.devices()
			.update(DeviceRef.id(DEVICE), UpdateDevice.of("Vent", Visibility.PUBLIC).withTags())
			.block(LIMIT);
		assertSent("PUT", "/devices/" + DEVICE, "{\"name\":\"Vent\",\"visibility\":\"public\",\"tags\":\"\"}");
	}

	@Test
	void namesAreEncodedAsSegments() {
		DeviceRef device = DeviceRef.serial("GH 7/a+b%ä?#");
		this.client.streams().view(device, "a/b c+d").block(LIMIT);
		assertSent("GET", "/devices/serial/GH%207%2Fa%2Bb%25%C3%A4%3F%23/streams/a%2Fb%20c%2Bd", "");
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.streams().view(device, ".."));
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.devices().view(DeviceRef.serial(".")));
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.streams().view(device, ""));
	}

	@Test
	void templateSignsInNamesAreNoTemplates() {
		this.client.streams().view(DeviceRef.serial("{stream}"), "{x}").block(LIMIT);
		assertSent("GET", "/devices/serial/%7Bstream%7D/streams/%7Bx%7D", "");
	}

	@Test
	void streamDefinitionLeavesOutWhatIsNotSet() {
		this.client.streams().createOrUpdate(DeviceRef.id(DEVICE), "t", StreamDefinition.unchangedType()).block(LIMIT);
		assertSent("PUT", "/devices/" + DEVICE + "/streams/t", "{}");
		this.client.streams()
			.createOrUpdate(DeviceRef.id(DEVICE), "t",
					StreamDefinition.numeric().withDisplayName("Air").withUnit("degree Celsius", "°C"))
			.block(LIMIT);
		assertSent("PUT", "/devices/" + DEVICE + "/streams/t",
				"{\"type\":\"numeric\",\"display_name\":\"Air\",\"unit\":{\"label\":\"degree Celsius\",\"symbol\":\"°C\"}}");
	}

	@Test
	void severalStreamsGoInOneArray() {
		this.server.respond(200, "[]");
		Map<String, StreamDefinition> definitions = new LinkedHashMap<>();
		definitions.put("a", StreamDefinition.numeric());
		definitions.put("b", StreamDefinition.alphanumeric().withDisplayName("B"));
		this.client.streams().createOrUpdateAll(DeviceRef.id(DEVICE), definitions).block(LIMIT);
		assertSent("PUT", "/devices/" + DEVICE + "/streams",
				"{\"streams\":[{\"name\":\"a\",\"type\":\"numeric\"},{\"name\":\"b\",\"type\":\"alphanumeric\",\"display_name\":\"B\"}]}");
	}

	@Test
	void valuesKeepAllDigitsAndTimesAreCutToMilliseconds() {
		this.client.values().write(DeviceRef.id(DEVICE), "t", DataPoint.of(TIME, 0.1 + 0.2)).block(LIMIT);
		assertSent("PUT", "/devices/" + DEVICE + "/streams/t/value",
				"{\"timestamp\":\"2017-03-05T08:15:30.250Z\",\"value\":0.30000000000000004}");
		this.client.values().write(DeviceRef.id(DEVICE), "t", DataPoint.of(TIME, "open")).block(LIMIT);
		assertSent("PUT", "/devices/" + DEVICE + "/streams/t/value",
				"{\"timestamp\":\"2017-03-05T08:15:30.250Z\",\"value\":\"open\"}");
		this.client.values()
			.writeAll(DeviceRef.id(DEVICE), "t", List.of(DataPoint.of(TIME, 1), DataPoint.of(TIME, "x")))
			.block(LIMIT);
		assertSent("POST", "/devices/" + DEVICE + "/streams/t/values",
				"{\"values\":[{\"timestamp\":\"2017-03-05T08:15:30.250Z\",\"value\":1.0},{\"timestamp\":\"2017-03-05T08:15:30.250Z\",\"value\":\"x\"}]}");
	}

	@Test
	void updateCarriesTimeValuesAndLocation() {
		this.client.values()
			.write(DeviceRef.id(DEVICE),
					DeviceReading.at(TIME)
						.with("t", 21.5)
						.with("vent", "open")
						.withLocation(LocationUpdate.of(48.137, 11.575).withName("Bed 3").withElevation(519.0)))
			.block(LIMIT);
		assertSent("POST", "/devices/" + DEVICE + "/update",
				"{\"timestamp\":\"2017-03-05T08:15:30.250Z\",\"values\":{\"t\":21.5,\"vent\":\"open\"},"
						+ "\"location\":{\"name\":\"Bed 3\",\"latitude\":48.137,\"longitude\":11.575,\"elevation\":519.0}}");
		this.client.values().writeAll(DeviceRef.id(DEVICE), Map.of("t", List.of(DataPoint.of(TIME, 1)))).block(LIMIT);
		assertSent("POST", "/devices/" + DEVICE + "/updates",
				"{\"values\":{\"t\":[{\"timestamp\":\"2017-03-05T08:15:30.250Z\",\"value\":1.0}]}}");
	}

	@Test
	void readsAndDeletionsNameTheirRangesDifferently() {
		this.client.values()
			.list(DeviceRef.id(DEVICE), "t", ValuesQuery.between(TIME, TIME).withBounds(1.0, 2.5).withLimit(5))
			.block(LIMIT);
		assertSent("GET", "/devices/" + DEVICE
				+ "/streams/t/values?start=2017-03-05T08%3A15%3A30.250Z&end=2017-03-05T08%3A15%3A30.250Z&min=1.0&max=2.5&limit=5",
				"");
		this.client.values().delete(DeviceRef.id(DEVICE), "t", TIME, TIME).block(LIMIT);
		assertSent("DELETE", "/devices/" + DEVICE
				+ "/streams/t/values?from=2017-03-05T08%3A15%3A30.250Z&end=2017-03-05T08%3A15%3A30.250Z", "");
		this.client.values()
			.sampling(DeviceRef.id(DEVICE), "t", SamplingType.NTH, 10, ValuesQuery.latest())
			.block(LIMIT);
		assertSent("GET", "/devices/" + DEVICE + "/streams/t/sampling?type=nth&interval=10", "");
		this.client.values().listAcross(DeviceRef.id(DEVICE), List.of("t", "u"), ValuesQuery.latest()).block(LIMIT);
		assertSent("GET", "/devices/" + DEVICE + "/values?streams=t%2Cu", "");
	}

	@Test
	void searchSendsEverythingInTheBody() {
		ValuesSearch search = ValuesSearch.of("t", "u")
			.where("t", ValueCondition.atLeast(20).and(ValueCondition.lessThan(30.5)))
			.where("mode", ValueCondition.matching("auto"))
			.where("doors", ValueCondition.equalTo(0))
			.between(TIME, TIME)
			.withLimit(5);
		this.client.values().search(DeviceRef.id(DEVICE), search).block(LIMIT);
		String body = "{\"streams\":[\"t\",\"u\"],\"conditions\":{\"t\":{\"gte\":20.0,\"lt\":30.5},"
				+ "\"mode\":{\"match\":\"auto\"},\"doors\":{\"eq\":0.0}},"
				+ "\"start\":\"2017-03-05T08:15:30.250Z\",\"end\":\"2017-03-05T08:15:30.250Z\",\"limit\":5}";
		assertSent("POST", "/devices/" + DEVICE + "/values/search", body);
		this.client.values().search(DeviceRef.id(DEVICE), search.asGet()).block(LIMIT);
		assertSent("GET", "/devices/" + DEVICE + "/values/search", body);
		this.client.values().search(DeviceRef.id(DEVICE), ValuesSearch.of()).block(LIMIT);
		assertSent("POST", "/devices/" + DEVICE + "/values/search", "{}");
	}

	@Test
	void searchesThatCanNotBeMeantAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ValueCondition.greaterThan(Double.NaN));
		assertThatIllegalArgumentException().isThrownBy(() -> ValueCondition.equalTo(Double.POSITIVE_INFINITY));
		assertThatIllegalArgumentException().isThrownBy(() -> ValueCondition.matching(" "));
		assertThatIllegalArgumentException().isThrownBy(() -> ValueCondition.equalTo(""));
		assertThatIllegalArgumentException().isThrownBy(() -> ValuesSearch.of().withLimit(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> ValueCondition.atLeast(1).and(ValueCondition.atLeast(2)));
		assertThatIllegalArgumentException().isThrownBy(() -> new ValueCondition(null, null, null, null, null, null));
	}

	@Test
	void walkThroughAllDevicesIsInOrderOfCreationUnlessToldOtherwise() {
		this.server.respond(200, "{\"devices\":[]}");
		this.client.devices().listAll(DeviceQuery.all()).collectList().block(LIMIT);
		assertSent("GET", "/devices?page=1&sort=created&dir=asc", "");
		this.client.devices()
			.listAll(DeviceQuery.all().withPage(3).sortedBy(DeviceSort.NAME, SortDirection.DESC))
			.collectList()
			.block(LIMIT);
		assertSent("GET", "/devices?page=3&sort=name&dir=desc", "");
	}

	@Test
	void requestsThatCanNotBeMeantAreRefusedBeforeTheyAreSent() {
		assertThatIllegalArgumentException().isThrownBy(() -> DataPoint.of(Double.NaN));
		assertThatIllegalArgumentException().isThrownBy(() -> DataPoint.of(Double.POSITIVE_INFINITY));
		assertThatIllegalArgumentException().isThrownBy(() -> LocationUpdate.of(91, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> LocationUpdate.of(0, Double.NaN));
		assertThatIllegalArgumentException().isThrownBy(() -> CreateDevice.named("x").withTags("a,b"));
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateDevice.of("x", Visibility.UNKNOWN));
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceQuery.all().withPage(0));
		DataPoint located = new DataPoint(TIME, StreamValue.of(1), LocationUpdate.of(0, 0));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.client.values().write(DeviceRef.id(DEVICE), "t", located));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.client.values().writeAll(DeviceRef.id(DEVICE), "t", List.of(located)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.client.values().listAcross(DeviceRef.id(DEVICE), List.of(), ValuesQuery.latest()));
		assertThat(this.server.received()).isEmpty();
	}

}
