package io.m2x.client.devices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.m2x.client.StubServer;
import io.m2x.client.commands.CommandStatus;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.SortDirection;
import io.m2x.client.model.ValueCondition;
import io.m2x.client.model.Visibility;
import io.m2x.client.values.ValuesQuery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeviceSearchTests {

	private final StubServer server = new StubServer().respond(200, "{\"devices\":[]}");

	private final M2xDevices devices = this.server.client().devices();

	@AfterEach
	void stop() {
		this.server.close();
	}

	private StubServer.Received sent(DeviceSearch search) {
		this.devices.search(search).block(Duration.ofSeconds(10));
		return this.server.last();
	}

	@Test
	void searchForScalarsIsAGet() {
		StubServer.Received sent = sent(DeviceSearch.create()
			.withIds("a", "b")
			.withName("x y")
			.withDescription("d")
			.withText("q")
			.withTags("t", "u")
			.withSerials("s")
			.withStatus(ResourceStatus.ENABLED)
			.withVisibility(Visibility.PUBLIC)
			.modifiedSince(Instant.parse("2017-03-05T08:15:30Z"))
			.unmodifiedSince(Instant.parse("2018-03-05T08:15:30Z"))
			.inCollection("c")
			.inDistribution("e")
			.show(DeviceQuery.all().withPage(2).withLimit(5).sortedBy(DeviceSort.SERIAL, SortDirection.DESC)));
		assertThat(sent.method()).isEqualTo("GET");
		assertThat(sent.body()).isEmpty();
		assertThat(sent.uri()).isEqualTo("/v2/devices/search?ids=a%2Cb&name=x%20y&description=d&q=q&tags=t%2Cu&serial=s"
				+ "&status=enabled&visibility=public&modified_since=2017-03-05T08%3A15%3A30.000Z"
				+ "&unmodified_since=2018-03-05T08%3A15%3A30.000Z&collection=c&distribution=e&page=2&limit=5"
				+ "&sort=serial&dir=desc");
	}

	@Test
	void triggersAndCommandsAreScalars() {
		StubServer.Received sent = sent(DeviceSearch.create()
			.withTriggers("hot", "cold")
			.withActivatedTriggers()
			.withInactiveTriggers("a")
			.withEnabledTriggers("b")
			.withDisabledTriggers()
			.withCommand(CommandStatus.PENDING)
			.withCommandName("REBOOT")
			.withCommandSince(Instant.EPOCH));
		assertThat(sent.method()).isEqualTo("GET");
		assertThat(sent.uri()).isEqualTo("/v2/devices/search?triggers=hot%2Ccold&activated_triggers=%2A"
				+ "&inactive_triggers=a&enabled_triggers=b&disabled_triggers=%2A&command_status=pending"
				+ "&command_name=REBOOT&command_since=1970-01-01T00%3A00%3A00.000Z");
	}

	@Test
	void searchWithFiltersIsAPostWithEverythingInItsBody() {
		StubServer.Received sent = sent(DeviceSearch.create()
			.withTags("t", "u")
			.show(DeviceQuery.all().withPage(2).withStreamValues("a", "b").withMetadata())
			.whereStream("temperature", ValueCondition.greaterThan(18).and(ValueCondition.atMost(25.5)))
			.whereStream("mode", ValueCondition.matching("auto"))
			.whereMetadata("room_name", "Cold")
			.withinKilometers(GeoPoint.of(48.1, 11.5), 10));
		assertThat(sent.method()).isEqualTo("POST");
		assertThat(sent.uri()).isEqualTo("/v2/devices/search");
		assertThat(sent.body()).startsWith("{\"tags\":\"t,u\",\"page\":2,\"include_stream_values\":\"a,b\","
				+ "\"include_metadata\":true,\"streams\":{\"temperature\":{\"gt\":18.0,\"lte\":25.5},"
				+ "\"mode\":{\"match\":\"auto\"}},\"metadata\":{\"room_name\":{\"match\":\"Cold\"}},"
				+ "\"location\":{\"within_circle\":{");
		assertThat(sent.body()).contains("\"center\":{\"latitude\":48.1,\"longitude\":11.5}",
				"\"radius\":{\"km\":10.0}");
	}

	@Test
	void areasHaveTheFormOfTheApi() {
		assertThat(sent(DeviceSearch.create().withinMiles(GeoPoint.of(1, 2), 3)).body())
			.contains("\"radius\":{\"mi\":3.0}");
		assertThat(sent(DeviceSearch.create().withoutLocation()).body()).isEqualTo("{\"location\":\"none\"}");
		assertThat(sent(DeviceSearch.create().withinPolygon(GeoPoint.of(1, 2), GeoPoint.of(3, 4), GeoPoint.of(5, 6)))
			.body())
			.isEqualTo("{\"location\":{\"within_polygon\":[{\"latitude\":1.0,\"longitude\":2.0},"
					+ "{\"latitude\":3.0,\"longitude\":4.0},{\"latitude\":5.0,\"longitude\":6.0}]}}");
	}

	@Test
	void searchThatWouldMakeALongAddressIsAPost() {
		String[] serials = IntStream.range(0, 300).mapToObj((i) -> "serial" + i).toArray(String[]::new);
		StubServer.Received sent = sent(DeviceSearch.create().withSerials(serials));
		assertThat(sent.method()).isEqualTo("POST");
		assertThat(sent.uri()).isEqualTo("/v2/devices/search");
		assertThat(sent.body()).startsWith("{\"serial\":\"serial0,serial1,").endsWith("serial299\"}");
	}

	@Test
	void searchesAreNeverChanged() {
		DeviceSearch plain = DeviceSearch.create();
		plain.withName("a").whereMetadata("b", "c");
		assertThat(plain).isEqualTo(DeviceSearch.create()).hasSameHashCodeAs(DeviceSearch.create());
		DeviceSearch one = plain.whereMetadata("a", "1");
		one.whereMetadata("b", "2");
		assertThat(one).isEqualTo(plain.whereMetadata("a", "1")).isNotEqualTo(plain.whereMetadata("a", "2"));
		assertThat(one.withName("x")).isNotEqualTo(one).hasToString(one.withName("x").toString());
	}

	@Test
	void nonsenseIsRefusedBeforeItIsSent() {
		DeviceSearch search = DeviceSearch.create();
		assertThatIllegalArgumentException().isThrownBy(() -> search.withTags("a,b"));
		assertThatIllegalArgumentException().isThrownBy(() -> search.withSerials(""));
		assertThatIllegalArgumentException().isThrownBy(() -> search.withStatus(ResourceStatus.UNKNOWN));
		assertThatIllegalArgumentException().isThrownBy(() -> search.withVisibility(Visibility.UNKNOWN));
		assertThatIllegalArgumentException().isThrownBy(() -> search.withName(null));
		assertThatIllegalArgumentException().isThrownBy(() -> GeoPoint.of(90.1, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> GeoPoint.of(0, Double.NaN));
		GeoPoint place = GeoPoint.of(0, 0);
		assertThatIllegalArgumentException().isThrownBy(() -> search.withinKilometers(place, -1));
		assertThatIllegalArgumentException().isThrownBy(() -> search.withinMiles(place, Double.POSITIVE_INFINITY));
		assertThatIllegalArgumentException().isThrownBy(() -> search.withinPolygon(place, place));
		ValueCondition bound = ValueCondition.greaterThan(1);
		assertThatIllegalArgumentException().isThrownBy(() -> bound.and(ValueCondition.greaterThan(2)));
		assertThatIllegalArgumentException().isThrownBy(() -> bound.and(ValueCondition.equalTo(2)));
		assertThatIllegalArgumentException().isThrownBy(() -> bound.and(ValueCondition.matching("2")));
		assertThatIllegalArgumentException().isThrownBy(() -> ValueCondition.atMost(Double.NaN));
		assertThatIllegalArgumentException().isThrownBy(() -> new ValueCondition(null, null, null, null, null, null));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DeviceSearch.create().whereStream("mode", ValueCondition.equalTo("auto")))
			.withMessageContaining("number");
	}

	@Test
	void namesThatCanNotBeToldApartAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceQuery.all().withStreamValues("a,b"));
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceQuery.all().withStreamValues(""));
		assertThatIllegalArgumentException().isThrownBy(() -> this.server.client()
			.values()
			.listAcross(DeviceRef.id("3c1f"), List.of("a,b"), ValuesQuery.latest()));
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceSearch.create().withCommand(CommandStatus.UNKNOWN));
	}

}
