package io.m2x.client.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.m2x.client.devices.Device;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.StreamValue;
import io.m2x.client.model.ValueCondition;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DeviceDataPoints;
import io.m2x.client.values.DeviceReading;
import io.m2x.client.values.ValuesSearch;

import static org.assertj.core.api.Assertions.assertThat;

class ValueSearchContractTests extends ContractTests {

	private static final Instant T0 = Instant.parse("2026-03-05T08:00:00.000Z");

	private final Device device = newDevice();

	private final String id = this.device.id();

	@BeforeEach
	void createValues() {
		get(this.client.streams()
			.createOrUpdateAll(DeviceRef.id(this.id), Map.of("t", StreamDefinition.numeric(), "h",
					StreamDefinition.numeric(), "vent", StreamDefinition.alphanumeric())));
		update(0, DeviceReading.at(T0).with("t", 18).with("h", 60).with("vent", "closed"));
		update(1, DeviceReading.at(T0.plusSeconds(1)).with("t", 24).with("h", 55).with("vent", "half open"));
		update(2, DeviceReading.at(T0.plusSeconds(2)).with("t", 31).with("vent", "Open"));
		update(3, DeviceReading.at(T0.plusSeconds(3)).with("t", 24));
	}

	private void update(int second, DeviceReading update) {
		assertThat(update.timestamp()).isEqualTo(T0.plusSeconds(second));
		get(this.client.values().write(DeviceRef.id(this.id), update));
	}

	private List<Long> seconds(ValuesSearch search) {
		DeviceDataPoints byPost = get(this.client.values().search(DeviceRef.id(this.id), search));
		DeviceDataPoints byGet = get(this.client.values().search(this.device.ref(), search.asGet()));
		assertThat(byGet.values()).isEqualTo(byPost.values());
		return byPost.values().stream().map((row) -> row.timestamp().getEpochSecond() - T0.getEpochSecond()).toList();
	}

	@Test
	void searchWithoutConditionsFindsEverything() {
		assertThat(seconds(ValuesSearch.of())).containsExactly(3L, 2L, 1L, 0L);
		assertThat(seconds(ValuesSearch.of("h"))).containsExactly(1L, 0L);
		assertThat(seconds(ValuesSearch.of().withLimit(2))).containsExactly(3L, 2L);
		assertThat(seconds(ValuesSearch.of().between(T0.plusSeconds(1), T0.plusSeconds(2)))).containsExactly(2L, 1L);
		assertThat(seconds(ValuesSearch.of().between(null, T0))).containsExactly(0L);
	}

	@Test
	void everyOperatorIsUnderstood() {
		assertThat(seconds(ValuesSearch.of().where("t", ValueCondition.greaterThan(24)))).containsExactly(2L);
		assertThat(seconds(ValuesSearch.of().where("t", ValueCondition.atLeast(24)))).containsExactly(3L, 2L, 1L);
		assertThat(seconds(ValuesSearch.of().where("t", ValueCondition.lessThan(24)))).containsExactly(0L);
		assertThat(seconds(ValuesSearch.of().where("t", ValueCondition.atMost(24)))).containsExactly(3L, 1L, 0L);
		assertThat(seconds(ValuesSearch.of().where("t", ValueCondition.equalTo(31)))).containsExactly(2L);
		assertThat(seconds(ValuesSearch.of().where("vent", ValueCondition.matching("open")))).containsExactly(2L, 1L);
		assertThat(seconds(ValuesSearch.of().where("vent", ValueCondition.equalTo("Open")))).containsExactly(2L);
		assertThat(seconds(ValuesSearch.of().where("t", ValueCondition.atLeast(18).and(ValueCondition.lessThan(24)))))
			.containsExactly(0L);
	}

	@Test
	void everyConditionMustHoldAtTheSameInstant() {
		DeviceDataPoints found = get(this.client.values()
			.search(DeviceRef.id(this.id),
					ValuesSearch.of("h", "vent")
						.where("t", ValueCondition.atLeast(24))
						.where("vent", ValueCondition.matching("open"))
						.where("h", ValueCondition.lessThan(60))
						.between(T0, T0.plusSeconds(9))));
		assertThat(found.start()).isEqualTo(T0);
		assertThat(found.end()).isEqualTo(T0.plusSeconds(9));
		assertThat(found.limit()).isEqualTo(100);
		assertThat(found.values()).containsExactly(new DeviceDataPoints.Row(T0.plusSeconds(1),
				Map.of("h", StreamValue.of(55), "vent", StreamValue.of("half open"))));
	}

	@Test
	void searchThatMakesNoSenseIsRefused() {
		assertThat(failure(M2xValidationException.class,
				this.client.values().search(DeviceRef.id(this.id), ValuesSearch.of("missing")))
			.errors()).isEqualTo(Map.of("streams", List.of("not_found")));
		assertThat(failure(M2xValidationException.class,
				this.client.values()
					.search(DeviceRef.id(this.id), ValuesSearch.of().where("missing", ValueCondition.greaterThan(1))))
			.errors()).isEqualTo(Map.of("conditions", List.of("not_found")));
		assertThat(failure(M2xValidationException.class,
				this.client.values()
					.search(DeviceRef.id(this.id), ValuesSearch.of().where("vent", ValueCondition.greaterThan(1))))
			.errors()).isEqualTo(Map.of("conditions", List.of("not_valid")));
	}

	@Test
	void searchNeedsTheKeyOfTheDevice() {
		assertThat(get(as(this.device).values().search(DeviceRef.id(this.id), ValuesSearch.of())).values()).hasSize(4);
		failure(M2xForbiddenException.class, as(newDevice()).values().search(DeviceRef.id(this.id), ValuesSearch.of()));
		failure(M2xNotFoundException.class,
				this.client.values().search(DeviceRef.serial(unique("missing")), ValuesSearch.of()));
	}

}
