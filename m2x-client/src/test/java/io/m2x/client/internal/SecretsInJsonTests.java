package io.m2x.client.internal;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.m2x.client.collections.DeviceCollection;
import io.m2x.client.devices.Device;
import io.m2x.client.distributions.Distribution;
import io.m2x.client.integrations.CreateIntegration;
import io.m2x.client.integrations.Integration;
import io.m2x.client.keys.AccessKey;
import io.m2x.client.model.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application shows of a secret when it returns what the client has read.
 */
class SecretsInJsonTests {

	private static final String JSON = "{\"id\":\"i\",\"name\":\"visible\",\"key\":\"s3cret\",\"config\":{\"password\":\"s3cret\"}}";

	private static final List<Class<?>> TYPES = List.of(Device.class, DeviceCollection.class, Distribution.class,
			AccessKey.class, Integration.class);

	static Stream<JsonMapper> mappers() {
		return Stream.of(JsonMapper.builder().build(),
				JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build(),
				JsonMapper.builder()
					.changeDefaultVisibility((visibility) -> visibility
						.withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
						.withVisibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.ANY))
					.build(),
				WireJson.MAPPER);
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void noMapperWritesASecret(JsonMapper mapper) {
		for (Class<?> type : TYPES) {
			Object read = WireJson.MAPPER.readValue(JSON, type);
			assertThat(mapper.writeValueAsString(read)).contains("visible").doesNotContain("s3cret");
			assertThat(mapper.writeValueAsString(new Page<>(List.of(read), 1, 1, 1, 1))).contains("visible")
				.doesNotContain("s3cret");
			assertThat(mapper.writeValueAsString(Map.of("it", read))).doesNotContain("s3cret");
			assertThat(read.toString()).contains("visible").doesNotContain("s3cret");
		}
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void everyMapperReadsASecret(JsonMapper mapper) {
		JsonMapper lenient = mapper.rebuild()
			.disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					tools.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.build();
		assertThat(lenient.readValue(JSON, Device.class).key()).isEqualTo("s3cret");
		assertThat(lenient.readValue(JSON, DeviceCollection.class).key()).isEqualTo("s3cret");
		assertThat(lenient.readValue(JSON, Distribution.class).key()).isEqualTo("s3cret");
		assertThat(lenient.readValue(JSON, AccessKey.class).key()).isEqualTo("s3cret");
		assertThat(lenient.readValue(JSON, Integration.class).config()).containsEntry("password", "s3cret");
	}

	@Test
	void whoeverAsksForASecretGetsIt() {
		record Shown(String name, String key) {

		}
		Device device = WireJson.MAPPER.readValue(JSON, Device.class);
		assertThat(JsonMapper.shared().writeValueAsString(new Shown(device.name(), device.key()))).contains("s3cret");
	}

	@Test
	void requestsStillCarryWhatTheySend() {
		assertThat(WireJson.MAPPER
			.writeValueAsString(CreateIntegration.ofType("amqp_sink").withConfig(Map.of("password", "s3cret"))))
			.contains("s3cret");
	}

	@Test
	void nothingElseHasAKey() throws Exception {
		for (Class<?> type : new WireTypes().all()) {
			for (RecordComponent component : type.isRecord() ? type.getRecordComponents() : new RecordComponent[0]) {
				if (component.getName().equals("key")) {
					JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
					assertThat(property).as(type.getName()).isNotNull();
					assertThat(property.access()).isEqualTo(JsonProperty.Access.WRITE_ONLY);
				}
			}
		}
		assertThat(Arrays.stream(AccessKey.class.getRecordComponents())).extracting(RecordComponent::getName)
			.contains("key");
	}

}
