package io.m2x.client.contract;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.DeviceSort;
import io.m2x.client.devices.UpdateDevice;
import io.m2x.client.error.M2xAuthenticationException;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.Page;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.SortDirection;
import io.m2x.client.model.StreamValue;
import io.m2x.client.model.Visibility;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DeviceReading;

import static org.assertj.core.api.Assertions.assertThat;

class DevicesContractTests extends ContractTests {

	@Test
	void createdDeviceHasAllItWasGiven() {
		String serial = unique("serial");
		Device device = get(this.client.devices()
			.create(CreateDevice.named("Greenhouse")
				.withVisibility(Visibility.PUBLIC)
				.withDescription("The north one")
				.withSerial(serial)
				.withTags("pilot", "north")
				.withMetadata(Map.of("firmware", "4.2.1"))));
		assertThat(device.id()).matches("[0-9a-f]{32}");
		assertThat(device.key()).matches("[0-9a-f]{32}");
		assertThat(device.name()).isEqualTo("Greenhouse");
		assertThat(device.description()).isEqualTo("The north one");
		assertThat(device.visibility()).isEqualTo(Visibility.PUBLIC);
		assertThat(device.status()).isEqualTo(ResourceStatus.ENABLED);
		assertThat(device.serial()).isEqualTo(serial);
		assertThat(device.tags()).containsExactlyInAnyOrder("pilot", "north");
		assertThat(device.metadata()).isEqualTo(Map.of("firmware", "4.2.1"));
		assertThat(device.url()).hasToString(SERVER.url() + "/devices/" + device.id());
		assertThat(device.location()).isNull();
		assertThat(device.streams().count()).isZero();
		assertThat(device.triggers().count()).isZero();
		assertThat(device.created()).isNotNull().isEqualTo(device.updated());
		assertThat(get(this.client.devices().view(device.ref()))).isEqualTo(device);
	}

	@Test
	void copiedDeviceHasTheStreamsOfTheOther() {
		Device original = newDevice();
		get(this.client.streams()
			.createOrUpdate(original.ref(), "temperature",
					StreamDefinition.numeric().withUnit("degree Celsius", "°C")));
		Device copy = get(this.client.devices().create(CreateDevice.copyOf(original.id())));
		assertThat(copy.id()).isNotEqualTo(original.id());
		assertThat(copy.name()).isEqualTo(original.name());
		List<DataStream> streams = get(this.client.streams().list(copy.ref()));
		assertThat(streams).extracting(DataStream::name).containsExactly("temperature");
		assertThat(streams.get(0).unit().symbol()).isEqualTo("°C");
		assertThat(streams.get(0).value()).isNull();
	}

	@Test
	void deviceIsReachedBySerialOfAnyCharacters() {
		String serial = unique("GH 7+a%ä{x}?#");
		Device device = get(this.client.devices().create(CreateDevice.named("Odd").withSerial(serial)));
		assertThat(get(this.client.devices().view(DeviceRef.serial(serial))).id()).isEqualTo(device.id());
		get(this.client.streams().createOrUpdate(DeviceRef.serial(serial), "t", StreamDefinition.numeric()));
		get(this.client.values().write(DeviceRef.serial(serial), DeviceReading.now().with("t", 1.5)));
		assertThat(get(this.client.streams().view(device.ref(), "t")).value()).isEqualTo(StreamValue.of(1.5));
		get(this.client.devices().delete(DeviceRef.serial(serial)));
		assertThat(failure(M2xNotFoundException.class, this.client.devices().view(device.ref())).error())
			.isEqualTo("Device Not Found");
	}

	@Test
	void serialIsTakenOnce() {
		String serial = unique("serial");
		get(this.client.devices().create(CreateDevice.named("First").withSerial(serial)));
		assertThat(failure(M2xValidationException.class,
				this.client.devices().create(CreateDevice.named("Second").withSerial(serial)))
			.errors()).isEqualTo(Map.of("serial", List.of("not_unique")));
		Device other = newDevice();
		assertThat(failure(M2xValidationException.class,
				this.client.devices().update(other.ref(), UpdateDevice.of(other).withSerial(serial)))
			.errors()).containsKey("serial");
	}

	@Test
	void invalidDeviceIsRefusedWithCodes() {
		M2xValidationException failure = failure(M2xValidationException.class, this.client.devices()
			.create(CreateDevice.copyOf("0".repeat(32)).withMetadata(Map.of("Bad Name", "x"))));
		assertThat(failure.error()).isEqualTo("Validation Failed");
		assertThat(failure.errors()).containsEntry("base_device", List.of("not_found"))
			.containsEntry("Bad Name", List.of("name_not_valid"));
	}

	@Test
	void updateChangesWhatItNamesOnly() {
		Device device = get(this.client.devices()
			.create(CreateDevice.named("Old").withDescription("Stays").withTags("stays").withSerial(unique("s"))));
		get(this.client.devices()
			.update(device.ref(), UpdateDevice.of("New", Visibility.PUBLIC).withStatus(ResourceStatus.DISABLED)));
		Device updated = get(this.client.devices().view(device.ref()));
		assertThat(updated.name()).isEqualTo("New");
		assertThat(updated.visibility()).isEqualTo(Visibility.PUBLIC);
		assertThat(updated.status()).isEqualTo(ResourceStatus.DISABLED);
		assertThat(updated.description()).isEqualTo("Stays");
		assertThat(updated.tags()).containsExactly("stays");
		assertThat(updated.serial()).isEqualTo(device.serial());
		get(this.client.devices().update(device.ref(), UpdateDevice.of(updated).withTags()));
		assertThat(get(this.client.devices().view(device.ref())).tags()).isEmpty();
	}

	@Test
	void listIsPagedAndSorted() {
		String prefix = unique("page");
		List<String> ids = List.of("c", "a", "b")
			.stream()
			.map((name) -> get(this.client.devices().create(CreateDevice.named(prefix + name))).id())
			.toList();
		Page<Device> page = get(this.client.devices()
			.list(DeviceQuery.all().withLimit(1).withPage(2).sortedBy(DeviceSort.NAME, SortDirection.ASC)));
		assertThat(page.items()).hasSize(1);
		assertThat(page.limit()).isEqualTo(1);
		assertThat(page.currentPage()).isEqualTo(2);
		assertThat(page.total()).isEqualTo(page.pages()).isGreaterThanOrEqualTo(3);
		List<String> mine = get(this.client.devices()
			.listAll(DeviceQuery.all().withLimit(2).sortedBy(DeviceSort.NAME, SortDirection.ASC))
			.filter((device) -> device.name().startsWith(prefix))
			.map(Device::id)
			.collectList());
		assertThat(mine).containsExactly(ids.get(1), ids.get(2), ids.get(0));
		assertThat(get(this.client.devices().list(DeviceQuery.all().withPage(100_000))).items()).isEmpty();
		assertThat(get(this.client.devices().list(DeviceQuery.all().withLimit(5000))).limit()).isEqualTo(100);
		assertThat(get(this.client.devices().list(DeviceQuery.all().withLimit(0))).items()).isEmpty();
	}

	@Test
	void listShowsStreamValuesAndMetadataWhenAskedTo() {
		Device device = get(
				this.client.devices().create(CreateDevice.named(unique("v")).withMetadata(Map.of("color", "green"))));
		get(this.client.streams()
			.createOrUpdateAll(device.ref(),
					Map.of("t", StreamDefinition.numeric(), "vent", StreamDefinition.alphanumeric())));
		get(this.client.values().write(device.ref(), DeviceReading.now().with("t", 21.5).with("vent", "open")));
		Device plain = inList(device, DeviceQuery.all());
		assertThat(plain.streamValues()).isEmpty();
		assertThat(plain.streams().count()).isEqualTo(2);
		assertThat(inList(device, DeviceQuery.all().withStreamValues()).streamValues())
			.isEqualTo(Map.of("t", StreamValue.of(21.5), "vent", StreamValue.of("open")));
		assertThat(inList(device, DeviceQuery.all().withStreamValues("vent", "missing")).streamValues())
			.isEqualTo(Map.of("vent", StreamValue.of("open")));
		assertThat(inList(device, DeviceQuery.all().withMetadata()).metadata()).isEqualTo(Map.of("color", "green"));
	}

	private Device inList(Device device, DeviceQuery query) {
		return get(this.client.devices().listAll(query).filter((item) -> item.id().equals(device.id())).next());
	}

	@Test
	void tagsAreCounted() {
		String tag = unique("tag");
		get(this.client.devices().create(CreateDevice.named("One").withTags(tag)));
		get(this.client.devices().create(CreateDevice.named("Two").withTags(tag, unique("other"))));
		assertThat(get(this.client.devices().tags())).containsEntry(tag, 2L);
	}

	@Test
	void metadataIsReplacedAsWholeAndChangedByField() {
		Device device = newDevice();
		assertThat(get(this.client.devices().readMetadata(device.ref()))).isEmpty();
		get(this.client.devices().updateMetadata(device.ref(), Map.of("a", "1", "b", "2")));
		get(this.client.devices().updateMetadata(device.ref(), Map.of("b", "3")));
		assertThat(get(this.client.devices().readMetadata(device.ref()))).isEqualTo(Map.of("b", "3"));
		get(this.client.devices().updateMetadataField(device.ref(), "room_name", "Cold storage ß"));
		assertThat(get(this.client.devices().readMetadataField(device.ref(), "room_name"))).isEqualTo("Cold storage ß");
		assertThat(get(this.client.devices().readMetadata(device.ref()))).containsOnlyKeys("b", "room_name");
		assertThat(failure(M2xNotFoundException.class, this.client.devices().readMetadataField(device.ref(), "none"))
			.error()).isEqualTo("Metadata Field Not Found");
		assertThat(failure(M2xValidationException.class,
				this.client.devices().updateMetadata(device.ref(), Map.of("Upper", "x", "long", "x".repeat(5001))))
			.errors()).isEqualTo(Map.of("Upper", List.of("name_not_valid"), "long", List.of("too_long")));
		assertThat(get(this.client.devices().readMetadata(device.ref()))).hasSize(2);
	}

	@Test
	void keysDecideWhatIsSeen() {
		Device mine = newDevice();
		Device other = newDevice();
		M2xClient device = as(mine);
		assertThat(get(device.devices().view(mine.ref())).name()).isEqualTo(mine.name());
		failure(M2xForbiddenException.class, device.devices().view(other.ref()));
		failure(M2xForbiddenException.class, device.devices().list(DeviceQuery.all()));
		failure(M2xForbiddenException.class, device.devices().create(CreateDevice.named("x")));
		failure(M2xForbiddenException.class, device.devices().delete(mine.ref()));
		failure(M2xForbiddenException.class, device.devices().tags());
		M2xClient stranger = this.client.withApiKey("f".repeat(32));
		assertThat(failure(M2xAuthenticationException.class, stranger.devices().view(mine.ref())).getMessage())
			.doesNotContain("ffff");
		failure(M2xAuthenticationException.class, this.nobody.devices().view(mine.ref()));
		failure(M2xAuthenticationException.class, this.nobody.devices().list(DeviceQuery.all()));
	}

	@Test
	void publicDeviceIsReadByEverybodyButWithoutItsKey() {
		Device device = get(
				this.client.devices().create(CreateDevice.named(unique("p")).withVisibility(Visibility.PUBLIC)));
		Device seen = get(this.nobody.devices().view(device.ref()));
		assertThat(seen.key()).isNull();
		assertThat(seen.triggers()).isNull();
		assertThat(get(this.nobody.streams().list(device.ref()))).isEmpty();
		failure(M2xAuthenticationException.class, this.nobody.values().write(device.ref(), "t", 1));
	}

	@Test
	void deletedDeviceTakesItsKeyAlong() {
		Device device = newDevice();
		get(this.client.devices().delete(device.ref()));
		failure(M2xNotFoundException.class, this.client.devices().view(device.ref()));
		failure(M2xAuthenticationException.class, as(device).devices().view(device.ref()));
	}

}
