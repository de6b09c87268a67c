package io.m2x.client.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeviceRefTests {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a/b", "..", "catalog", "search", "tags", "serial", "GH 0007", "a?b" })
	void textThatIsNoIdIsRefused(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceRef.id(id));
	}

	@Test
	void idAndSerialOfTheSameTextDiffer() {
		assertThat(DeviceRef.id("abc")).isEqualTo(DeviceRef.id("abc"))
			.hasSameHashCodeAs(DeviceRef.id("abc"))
			.isNotEqualTo(DeviceRef.serial("abc"))
			.hasToString("id abc");
		assertThat(DeviceRef.serial("GH 0007/b").value()).isEqualTo("GH 0007/b");
	}

}
