package io.m2x.client.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.DeviceSearch;
import io.m2x.client.devices.DeviceSort;
import io.m2x.client.devices.GeoPoint;
import io.m2x.client.devices.UpdateDevice;
import io.m2x.client.error.M2xAuthenticationException;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.Page;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.SortDirection;
import io.m2x.client.model.StreamValue;
import io.m2x.client.model.ValueCondition;
import io.m2x.client.model.Visibility;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DeviceReading;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchContractTests extends ContractTests {

	private static final GeoPoint BERLIN = GeoPoint.of(52.52, 13.405);

	private final String tag = unique("search");

	private final DeviceQuery byName = DeviceQuery.all().sortedBy(DeviceSort.NAME, SortDirection.ASC);

	private final DeviceSearch mine = DeviceSearch.create().withTags(this.tag).show(this.byName);

	private Device north;

	private Device south;

	private Device spare;

	@BeforeAll
	void createDevices() {
		this.north = create("North", Visibility.PUBLIC, "pilot", "4.2.1");
		this.south = create("South", Visibility.PRIVATE, "old", "4.0");
		this.spare = create("Zero", Visibility.PUBLIC, "pilot", "4.2.2");
		measure(this.north, 21.5, "auto", BERLIN);
		measure(this.south, 17, "manual", GeoPoint.of(52.3906, 13.0645));
		get(this.client.devices()
			.update(this.spare.ref(), UpdateDevice.of(this.spare).withStatus(ResourceStatus.DISABLED)));
	}

	private Device create(String name, Visibility visibility, String more, String firmware) {
		return get(this.client.devices()
			.create(CreateDevice.named(name)
				.withVisibility(visibility)
				.withDescription("Greenhouse " + name)
				.withSerial(unique(name))
				.withTags(this.tag, more)
				.withMetadata(Map.of("firmware", firmware))));
	}

	private void measure(Device device, double temperature, String mode, GeoPoint place) {
		get(this.client.streams()
			.createOrUpdateAll(device.ref(),
					Map.of("t", StreamDefinition.numeric(), "mode", StreamDefinition.alphanumeric())));
		get(this.client.values().write(device.ref(), DeviceReading.now().with("t", temperature).with("mode", mode)));
		get(this.client.locations().update(device.ref(), LocationUpdate.of(place.latitude(), place.longitude())));
	}

	private List<String> found(DeviceSearch search) {
		Page<Device> page = get(this.client.devices().search(search));
		assertThat(page.total()).isEqualTo(page.items().size());
		return page.items().stream().map(Device::name).toList();
	}

	@Test
	void attributesAreSearchedFor() {
		assertThat(found(this.mine)).containsExactly("North", "South", "Zero");
		assertThat(found(this.mine.withName("OUT"))).containsExactly("South");
		assertThat(found(this.mine.withDescription("house n"))).containsExactly("North");
		assertThat(found(this.mine.withText("zero"))).containsExactly("Zero");
		assertThat(found(this.mine.withTags(this.tag, "pilot"))).containsExactly("North", "Zero");
		assertThat(found(this.mine.withSerials(this.north.serial(), this.south.serial()))).containsExactly("North",
				"South");
		assertThat(found(this.mine.withIds(this.north.id(), this.spare.id()))).containsExactly("North", "Zero");
		assertThat(found(this.mine.withStatus(ResourceStatus.DISABLED))).containsExactly("Zero");
		assertThat(found(this.mine.withVisibility(Visibility.PRIVATE))).containsExactly("South");
		assertThat(found(this.mine.modifiedSince(this.spare.created()).withStatus(ResourceStatus.DISABLED)))
			.containsExactly("Zero");
		assertThat(found(this.mine.modifiedSince(Instant.parse("2100-01-01T00:00:00Z")))).isEmpty();
		assertThat(found(this.mine.unmodifiedSince(this.north.created()))).isEmpty();
		assertThat(found(this.mine.unmodifiedSince(Instant.parse("2100-01-01T00:00:00Z")))).hasSize(3);
	}

	@Test
	void streamsAreComparedByTheirCurrentValues() {
		assertThat(found(stream("t", ValueCondition.greaterThan(17)))).containsExactly("North");
		assertThat(found(stream("t", ValueCondition.atLeast(17)))).containsExactly("North", "South");
		assertThat(found(stream("t", ValueCondition.lessThan(21.5)))).containsExactly("South");
		assertThat(found(stream("t", ValueCondition.atMost(21.5)))).containsExactly("North", "South");
		assertThat(found(stream("t", ValueCondition.equalTo(21.5)))).containsExactly("North");
		assertThat(found(stream("t", ValueCondition.greaterThan(18).and(ValueCondition.atMost(25.5)))))
			.containsExactly("North");
		assertThat(found(stream("t", ValueCondition.greaterThan(18).and(ValueCondition.lessThan(20))))).isEmpty();
		assertThat(found(stream("mode", ValueCondition.matching("AN")))).containsExactly("South");
		assertThat(found(stream("mode", ValueCondition.matching("a")).whereStream("t", ValueCondition.atMost(20))))
			.containsExactly("South");
	}

	private DeviceSearch stream(String name, ValueCondition condition) {
		return this.mine.whereStream(name, condition);
	}

	@Test
	void metadataIsSearchedFor() {
		assertThat(found(this.mine.whereMetadata("firmware", "4.2"))).containsExactly("North", "Zero");
		assertThat(found(this.mine.whereMetadata("firmware", "4.2").whereMetadata("color", ""))).isEmpty();
	}

	@Test
	void placesAreSearchedFor() {
		assertThat(found(this.mine.withinKilometers(BERLIN, 27))).containsExactly("North");
		assertThat(found(this.mine.withinKilometers(BERLIN, 28))).containsExactly("North", "South");
		assertThat(found(this.mine.withinMiles(BERLIN, 16.8))).containsExactly("North");
		assertThat(found(this.mine.withinMiles(BERLIN, 17))).containsExactly("North", "South");
		assertThat(found(this.mine.withinPolygon(GeoPoint.of(52, 13.2), GeoPoint.of(53, 13.2), GeoPoint.of(53, 14))))
			.containsExactly("North");
		assertThat(found(this.mine.withoutLocation())).containsExactly("Zero");
	}

	@Test
	void everythingIsCombined() {
		DeviceSearch search = this.mine.withName("o")
			.whereStream("t", ValueCondition.greaterThan(10))
			.whereMetadata("firmware", "4")
			.withinKilometers(BERLIN, 100);
		assertThat(found(search)).containsExactly("North", "South");
		assertThat(found(search.withVisibility(Visibility.PRIVATE))).containsExactly("South");
	}

	@Test
	void pagesAreWalkedThroughWithBothVerbs() {
		DeviceQuery single = this.byName.withLimit(1).withStreamValues("t");
		for (DeviceSearch search : List.of(this.mine, this.mine.whereMetadata("firmware", "4"))) {
			List<Device> all = get(this.client.devices().searchAll(search.show(single)).collectList());
			assertThat(all).extracting(Device::name).containsExactly("North", "South", "Zero");
			assertThat(all.get(0).streamValues()).isEqualTo(Map.of("t", StreamValue.of(21.5)));
			Page<Device> second = get(this.client.devices().search(search.show(single.withPage(2))));
			assertThat(second.currentPage()).isEqualTo(2);
			assertThat(second.pages()).isEqualTo(3);
			assertThat(second.items()).extracting(Device::name).containsExactly("South");
		}
	}

	@Test
	void longListsOfIdsFitIntoARequest() {
		String[] ids = IntStream.range(0, 1000)
			.mapToObj((i) -> (i == 0) ? this.north.id() : "%032x".formatted(i))
			.toArray(String[]::new);
		assertThat(found(DeviceSearch.create().withIds(ids))).containsExactly("North");
	}

	@Test
	void foundDevicesHaveTheirKeysInOwnSearchesOnly() {
		Device own = get(this.client.devices().search(this.mine.withName("north"))).items().get(0);
		assertThat(own.key()).isEqualTo(this.north.key());
		Device seen = get(this.client.devices().catalogSearch(this.mine.withName("north"))).items().get(0);
		assertThat(seen.id()).isEqualTo(own.id());
		assertThat(seen.key()).isNull();
		assertThat(seen.triggers()).isNull();
	}

	@Test
	void catalogIsOpenToEverybody() {
		for (M2xClient caller : List.of(this.nobody, this.client, as(this.south))) {
			assertThat(get(caller.devices().catalog(DeviceQuery.all())).items()).isNotEmpty().allSatisfy((device) -> {
				assertThat(device.key()).isNull();
				assertThat(device.visibility()).isEqualTo(Visibility.PUBLIC);
			});
			assertThat(get(caller.devices()
				.catalogAll(this.byName.withLimit(2))
				.filter((device) -> device.tags().contains(this.tag))
				.map(Device::name)
				.collectList())).containsExactly("North", "Zero");
			assertThat(get(caller.devices()
				.catalogSearchAll(this.mine.show(this.byName.withLimit(1)))
				.map(Device::name)
				.collectList())).containsExactly("North", "Zero");
			assertThat(get(caller.devices().catalogSearch(stream("t", ValueCondition.atLeast(0)))).items())
				.extracting(Device::name)
				.containsExactly("North");
		}
	}

	@Test
	void onlyMasterKeysSearch() {
		DeviceSearch structured = this.mine.withoutLocation();
		failure(M2xForbiddenException.class, as(this.north).devices().search(this.mine));
		failure(M2xForbiddenException.class, as(this.north).devices().search(structured));
		failure(M2xAuthenticationException.class, this.nobody.devices().search(this.mine));
		failure(M2xAuthenticationException.class, this.nobody.devices().search(structured));
	}

	@Test
	void unknownMembershipsAreNamed() {
		M2xValidationException failure = failure(M2xValidationException.class,
				this.client.devices().search(this.mine.inCollection("0".repeat(32)).inDistribution("1".repeat(32))));
		assertThat(failure.errors())
			.isEqualTo(Map.of("collection", List.of("not_found"), "distribution", List.of("not_found")));
		assertThat(failure(M2xValidationException.class,
				this.client.devices().searchAll(this.mine.inCollection("0".repeat(32))).next())
			.page()).isOne();
	}

}
