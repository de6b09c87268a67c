package io.m2x.client.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.m2x.client.devices.Device;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.model.StreamValue;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.streams.StreamType;

import static org.assertj.core.api.Assertions.assertThat;

class StreamsContractTests extends ContractTests {

	private final Device device = newDevice();

	@Test
	void creationGivesTheStreamAndUpdateGivesNothing() {
		StreamDefinition definition = StreamDefinition.numeric()
			.withDisplayName("Air temperature")
			.withUnit("degree Celsius", "°C");
		DataStream created = get(this.client.streams().createOrUpdate(this.device.ref(), "temperature", definition));
		assertThat(created.name()).isEqualTo("temperature");
		assertThat(created.displayName()).isEqualTo("Air temperature");
		assertThat(created.type()).isEqualTo(StreamType.NUMERIC);
		assertThat(created.unit().label()).isEqualTo("degree Celsius");
		assertThat(created.value()).isNull();
		assertThat(created.latestValueAt()).isNull();
		assertThat(created.url()).hasToString(SERVER.url() + "/devices/" + this.device.id() + "/streams/temperature");
		assertThat(get(this.client.streams()
			.createOrUpdate(this.device.ref(), "temperature", StreamDefinition.unchangedType().withDisplayName("Air"))))
			.isNull();
		DataStream updated = get(this.client.streams().view(this.device.ref(), "temperature"));
		assertThat(updated.displayName()).isEqualTo("Air");
		assertThat(updated.unit().symbol()).isEqualTo("°C");
	}

	@Test
	void typeCanNotBeChanged() {
		get(this.client.streams().createOrUpdate(this.device.ref(), "t", StreamDefinition.numeric()));
		assertThat(failure(M2xValidationException.class,
				this.client.streams().createOrUpdate(this.device.ref(), "t", StreamDefinition.alphanumeric()))
			.errors()).isEqualTo(Map.of("type", List.of("not_valid")));
	}

	@Test
	void severalStreamsAreCreatedInOneRequest() {
		Map<String, StreamDefinition> definitions = new LinkedHashMap<>();
		definitions.put("b", StreamDefinition.numeric());
		definitions.put("a", StreamDefinition.alphanumeric());
		List<DataStream> streams = get(this.client.streams().createOrUpdateAll(this.device.ref(), definitions));
		assertThat(streams).extracting(DataStream::name).containsExactly("b", "a");
		assertThat(get(this.client.streams().list(this.device.ref()))).isEqualTo(streams);
		assertThat(get(this.client.devices().view(this.device.ref())).streams().count()).isEqualTo(2);
	}

	@Test
	void namesKeepToTheRule() {
		for (String name : List.of("with blank", "a/b", "a?b")) {
			assertThat(failure(M2xValidationException.class,
					this.client.streams().createOrUpdate(this.device.ref(), name, StreamDefinition.numeric()))
				.errors()).as(name).isEqualTo(Map.of("name", List.of("not_valid")));
		}
		get(this.client.streams().createOrUpdate(this.device.ref(), "A_b-c.9ü", StreamDefinition.numeric()));
		assertThat(get(this.client.streams().view(this.device.ref(), "A_b-c.9ü")).name()).isEqualTo("A_b-c.9ü");
	}

	@Test
	void deletionTakesTheValuesAlong() {
		get(this.client.streams().createOrUpdate(this.device.ref(), "t", StreamDefinition.numeric()));
		get(this.client.values().write(this.device.ref(), "t", 7));
		assertThat(get(this.client.streams().view(this.device.ref(), "t")).value()).isEqualTo(StreamValue.of(7));
		get(this.client.streams().delete(this.device.ref(), "t"));
		assertThat(failure(M2xNotFoundException.class, this.client.streams().view(this.device.ref(), "t")).error())
			.isEqualTo("Stream Not Found");
		failure(M2xNotFoundException.class, this.client.streams().delete(this.device.ref(), "t"));
		get(this.client.streams().createOrUpdate(this.device.ref(), "t", StreamDefinition.numeric()));
		assertThat(get(this.client.streams().view(this.device.ref(), "t")).value()).isNull();
	}

}
