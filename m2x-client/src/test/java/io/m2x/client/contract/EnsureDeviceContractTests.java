package io.m2x.client.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceDefinition;
import io.m2x.client.devices.DeviceSearch;
import io.m2x.client.devices.M2xStreamTypeException;
import io.m2x.client.devices.UpdateDevice;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.StreamValue;
import io.m2x.client.model.Visibility;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.streams.StreamType;
import io.m2x.client.streams.StreamUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EnsureDeviceContractTests extends ContractTests {

	private final String serial = unique("GH");

	private final DeviceRef ref = DeviceRef.serial(this.serial);

	private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

	private final Map<String, Mono<Void>> meanwhile = new ConcurrentHashMap<>();

	private final M2xClient counted = M2xClient.builder()
		.baseUrl(SERVER.url())
		.apiKey(SERVER.masterKey())
		.webClientBuilder(WebClient.builder().filter((request, next) -> {
			String line = request.method() + " " + request.url().getPath().replaceFirst("/v2/devices", "");
			this.requests.add(line);
			Mono<Void> before = this.meanwhile.getOrDefault("before " + line, Mono.empty());
			Mono<Void> after = this.meanwhile.getOrDefault("after " + line, Mono.empty());
			this.meanwhile.keySet().removeAll(Set.of("before " + line, "after " + line));
			return before.then(next.exchange(request)).delayUntil((response) -> after);
		}))
		.build();

	private final DeviceDefinition greenhouse = DeviceDefinition.any()
		.name("Greenhouse 1")
		.description("North")
		.visibility(Visibility.PUBLIC)
		.status(ResourceStatus.DISABLED)
		.tags("greenhouse", "pilot")
		.metadata("room", "cold")
		.stream("temperature", StreamDefinition.numeric().withDisplayName("Air").withUnit("celsius", "C"))
		.stream("vent", StreamDefinition.alphanumeric());

	private Device ensure(DeviceDefinition definition) {
		this.requests.clear();
		return get(this.counted.devices().ensure(this.ref, definition));
	}

	private Map<String, DataStream> streams() {
		return get(this.client.streams().listByName(this.ref));
	}

	@Test
	void missingDeviceIsCreatedWithAllThatIsGiven() {
		Device device = ensure(this.greenhouse);
		assertThat(device.name()).isEqualTo("Greenhouse 1");
		assertThat(device.description()).isEqualTo("North");
		assertThat(device.serial()).isEqualTo(this.serial);
		assertThat(device.visibility()).isEqualTo(Visibility.PUBLIC);
		assertThat(device.status()).isEqualTo(ResourceStatus.DISABLED);
		assertThat(device.tags()).containsExactlyInAnyOrder("greenhouse", "pilot");
		assertThat(device.metadata()).isEqualTo(Map.of("room", "cold"));
		assertThat(device.streams().count()).isEqualTo(2);
		assertThat(device).isEqualTo(get(this.client.devices().view(this.ref)));
		assertThat(streams()).containsOnlyKeys("temperature", "vent");
		assertThat(streams().get("temperature").type()).isEqualTo(StreamType.NUMERIC);
		assertThat(streams().get("temperature").displayName()).isEqualTo("Air");
		assertThat(streams().get("temperature").unit()).isEqualTo(new StreamUnit("celsius", "C"));
		assertThat(streams().get("vent").type()).isEqualTo(StreamType.ALPHANUMERIC);
	}

	@Test
	void newDeviceIsCalledLikeItsSerialAndPrivate() {
		Device device = get(this.client.devices().ensure(this.ref, (definition) -> definition));
		assertThat(device.name()).isEqualTo(this.serial);
		assertThat(device.visibility()).isEqualTo(Visibility.PRIVATE);
		assertThat(device.key()).isNotBlank();
	}

	@Test
	void secondTimeOnlyReads() {
		Device first = ensure(this.greenhouse);
		assertThat(this.requests).contains("POST ");
		Device second = ensure(this.greenhouse);
		assertThat(second).isEqualTo(first);
		assertThat(this.requests).containsExactly("GET /serial/" + this.serial, "GET /" + first.id() + "/streams");
		ensure(DeviceDefinition.any().name("Greenhouse 1"));
		assertThat(this.requests).containsExactly("GET /serial/" + this.serial);
	}

	@Test
	void blanksAroundATagMakeNoDifference() {
		ensure(DeviceDefinition.any().tags(" greenhouse", "pilot\t"));
		assertThat(ensure(DeviceDefinition.any().tags(" greenhouse", "pilot\t")).tags())
			.containsExactlyInAnyOrder("greenhouse", "pilot");
		assertThat(changes()).isEmpty();
	}

	@Test
	void onlyWhatDiffersIsChanged() {
		Device device = ensure(this.greenhouse);
		String path = "/" + device.id();
		assertThat(ensure(this.greenhouse.name("Greenhouse 2")).name()).isEqualTo("Greenhouse 2");
		assertThat(changes()).containsExactly("PUT " + path);
		assertThat(ensure(this.greenhouse.name("Greenhouse 2").metadata("room", "warm")).metadata())
			.isEqualTo(Map.of("room", "warm"));
		assertThat(changes()).containsExactly("PUT " + path + "/metadata/room");
		ensure(DeviceDefinition.any()
			.stream("temperature", StreamDefinition.numeric().withDisplayName("Air").withUnit("celsius", "°C"))
			.stream("humidity", StreamDefinition.numeric())
			.stream("vent", StreamDefinition.alphanumeric()));
		assertThat(changes()).containsExactly("PUT " + path + "/streams/temperature",
				"PUT " + path + "/streams/humidity");
		assertThat(streams().get("temperature").unit()).isEqualTo(new StreamUnit("celsius", "°C"));
		assertThat(ensure(DeviceDefinition.any().status(ResourceStatus.ENABLED)).status())
			.isEqualTo(ResourceStatus.ENABLED);
		assertThat(changes()).containsExactly("PUT " + path);
	}

	private Mono<Void> byUser(Device device, UnaryOperator<UpdateDevice> change) {
		return Mono.defer(() -> this.client.devices().update(device.ref(), change.apply(UpdateDevice.of(device))));
	}

	@Test
	void changesOfAUserMeanwhileSurvive() {
		Device device = ensure(this.greenhouse);
		this.meanwhile.put("after GET /" + device.id() + "/streams",
				byUser(device,
						(user) -> user.withName("By the lake")
							.withVisibility(Visibility.PRIVATE)
							.withTags("greenhouse", "pilot", "lake")));
		Device changed = ensure(DeviceDefinition.any()
			.description("South")
			.tags("south")
			.stream("vent", StreamDefinition.alphanumeric()));
		assertThat(changed.description()).isEqualTo("South");
		assertThat(changed.name()).isEqualTo("By the lake");
		assertThat(changed.visibility()).isEqualTo(Visibility.PRIVATE);
		assertThat(changed.tags()).containsExactlyInAnyOrder("greenhouse", "pilot", "lake", "south");
	}

	@Test
	void tagsThatAnotherReplacesAreSentAgain() {
		Device device = ensure(this.greenhouse);
		this.meanwhile.put("after PUT /" + device.id(),
				byUser(device, (user) -> user.withTags("greenhouse", "pilot", "lake")));
		assertThat(ensure(DeviceDefinition.any().tags("south")).tags()).containsExactlyInAnyOrder("greenhouse", "pilot",
				"lake", "south");
	}

	@Test
	void tagsAreOnlySentIfOneIsMissing() {
		Device device = ensure(this.greenhouse);
		this.meanwhile.put("before PUT /" + device.id(),
				byUser(device, (user) -> user.withTags("greenhouse", "pilot", "lake")));
		assertThat(ensure(this.greenhouse.description("South")).tags()).containsExactlyInAnyOrder("greenhouse", "pilot",
				"lake");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",\"visibility\":\"team\"" })
	void deviceIsNotMadePrivateBecauseItsVisibilityIsUnknown(String visibility) {
		M2xClient other = M2xClient.builder()
			.baseUrl(SERVER.url())
			.apiKey(SERVER.masterKey())
			.webClientBuilder(WebClient.builder().filter((request, next) -> {
				this.requests.add(request.method().name());
				return Mono.just(ClientResponse.create(HttpStatus.OK)
					.header("Content-Type", "application/json")
					.body("{\"id\":\"d1\",\"name\":\"n\"" + visibility + "}")
					.build());
			}))
			.build();
		assertThat(get(other.devices().ensure(this.ref, (device) -> device.name("n"))).id()).isEqualTo("d1");
		assertThat(failure(M2xTransportException.class,
				other.devices().ensure(this.ref, (device) -> device.name("other"))))
			.hasMessageContaining("define the visibility");
		assertThat(this.requests).containsOnly("GET");
	}

	private List<String> changes() {
		return this.requests.stream().filter((request) -> !request.startsWith("GET ")).toList();
	}

	@Test
	void whatIsNotGivenIsLeftAlone() {
		ensure(this.greenhouse);
		get(this.client.values().write(this.ref, "temperature", 21.5));
		get(this.client.streams().createOrUpdate(this.ref, "by-hand", StreamDefinition.numeric()));
		Device device = ensure(DeviceDefinition.any()
			.tags("new")
			.metadata("floor", "1")
			.stream("temperature", StreamDefinition.unchangedType().withUnit(null, "°C")));
		assertThat(device.tags()).containsExactlyInAnyOrder("greenhouse", "pilot", "new");
		assertThat(device.metadata()).isEqualTo(Map.of("room", "cold", "floor", "1"));
		assertThat(device.name()).isEqualTo("Greenhouse 1");
		assertThat(device.description()).isEqualTo("North");
		assertThat(device.visibility()).isEqualTo(Visibility.PUBLIC);
		assertThat(device.status()).isEqualTo(ResourceStatus.DISABLED);
		assertThat(streams()).containsOnlyKeys("temperature", "vent", "by-hand");
		DataStream temperature = streams().get("temperature");
		assertThat(temperature.unit()).isEqualTo(new StreamUnit("celsius", "°C"));
		assertThat(temperature.displayName()).isEqualTo("Air");
		assertThat(temperature.value()).isEqualTo(StreamValue.of(21.5));
	}

	@Test
	void deviceOfThatSerialIsTakenOver() {
		Device byHand = get(this.client.devices().create(CreateDevice.named("by hand").withSerial(this.serial)));
		assertThat(ensure(this.greenhouse).id()).isEqualTo(byHand.id());
	}

	@Test
	void deviceThatIsNamedByItsIdHasToExist() {
		Device device = newDevice();
		assertThat(get(this.client.devices().ensure(device.ref(), this.greenhouse)).name()).isEqualTo("Greenhouse 1");
		assertThat(get(this.client.devices().view(device.ref())).serial()).isNull();
		this.requests.clear();
		failure(M2xNotFoundException.class,
				this.counted.devices().ensure(DeviceRef.id("0".repeat(32)), this.greenhouse));
		assertThat(this.requests).containsExactly("GET /" + "0".repeat(32));
	}

	@Test
	void otherTypeOfAStreamIsToldBeforeAnythingIsChanged() {
		Device before = ensure(DeviceDefinition.any().stream("temperature", StreamDefinition.alphanumeric()));
		this.requests.clear();
		M2xStreamTypeException failure = failure(M2xStreamTypeException.class,
				this.counted.devices().ensure(this.ref, this.greenhouse));
		assertThat(failure).hasMessage("devices.ensure failed: stream 'temperature' of device id " + before.id()
				+ " is alphanumeric but should be numeric, and the type of a stream can't be changed; define it as "
				+ "alphanumeric, use another name, or delete the stream with all its values");
		assertThat(failure.stream()).isEqualTo("temperature");
		assertThat(changes()).isEmpty();
		assertThat(get(this.client.devices().view(this.ref))).isEqualTo(before);
		ensure(DeviceDefinition.any().stream("temperature", StreamDefinition.unchangedType().withDisplayName("Air")));
		assertThat(streams().get("temperature").type()).isEqualTo(StreamType.ALPHANUMERIC);
	}

	@Test
	void manyAtOnceMakeOneDeviceAndAllGetIt() {
		List<Device> devices = get(Flux.range(0, 40)
			.flatMap((i) -> this.client.devices().ensure(this.ref, this.greenhouse.metadata("by" + i, "x")), 40)
			.collectList());
		assertThat(devices).hasSize(40);
		Set<String> ids = devices.stream().map(Device::id).collect(Collectors.toSet());
		assertThat(ids).hasSize(1);
		assertThat(get(this.client.devices().searchAll(DeviceSearch.create().withSerials(this.serial)).count()))
			.isEqualTo(1);
		assertThat(get(this.client.devices().view(this.ref)).metadata()).hasSize(41);
		assertThat(streams()).containsOnlyKeys("temperature", "vent");
	}

	@Test
	void refusalsPassOn() {
		assertThat(failure(M2xValidationException.class,
				this.client.devices().ensure(this.ref, (device) -> device.metadata("Not Valid", "x")))
			.errors()).containsKey("Not Valid");
		failure(M2xNotFoundException.class, this.client.devices().view(this.ref));
		Device device = newDevice();
		failure(M2xForbiddenException.class,
				as(device).devices().ensure(device.ref(), (definition) -> definition.name("mine")));
	}

	@Test
	void definitionIsCheckedByTheCall() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.client.devices().ensure(this.ref, (device) -> device.name(" ")))
			.withMessageContaining("'name'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.client.devices().ensure(this.ref, (device) -> device.tags("a,b")));
		assertThatIllegalArgumentException().isThrownBy(
				() -> this.client.devices().ensure(this.ref, (device) -> device.visibility(Visibility.UNKNOWN)));
	}

	@Test
	void deviceIsEnsuredForUse() {
		// tag::ensure[]
		Mono<Device> greenhouse = this.client.devices()
			.ensure(DeviceRef.serial("GH-1"),
					(device) -> device.name("Greenhouse 1")
						.tags("greenhouse")
						.stream("temperature", StreamDefinition.numeric().withUnit("degree Celsius", "°C"))
						.stream("vent", StreamDefinition.alphanumeric()));
		// end::ensure[]
		assertThat(get(greenhouse)).isEqualTo(get(greenhouse));
	}

}
