package io.m2x.client.contract;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.DeviceSort;
import io.m2x.client.distributions.AddDevice;
import io.m2x.client.distributions.CreateDistribution;
import io.m2x.client.distributions.Distribution;
import io.m2x.client.distributions.DistributionQuery;
import io.m2x.client.distributions.DistributionSearch;
import io.m2x.client.distributions.DistributionSort;
import io.m2x.client.distributions.M2xDistributions;
import io.m2x.client.distributions.UpdateDistribution;
import io.m2x.client.error.M2xAuthenticationException;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.Page;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.SortDirection;
import io.m2x.client.model.Visibility;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.streams.StreamType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

class DistributionsContractTests extends ContractTests {

	private final M2xDistributions distributions = this.client.distributions();

	@Test
	void createdDistributionHasAllItWasGiven() {
		Distribution distribution = get(this.distributions.create(CreateDistribution.named("Greenhouse kit")
			.withVisibility(Visibility.PUBLIC)
			.withDescription("First batch")
			.withTags("kit", "new")
			.withMetadata(Map.of("color", "green"))));
		assertThat(distribution.id()).matches("[0-9a-f]{32}");
		assertThat(distribution.key()).matches("[0-9a-f]{32}");
		assertThat(distribution.url()).hasToString(SERVER.url() + "/distributions/" + distribution.id());
		assertThat(distribution.name()).isEqualTo("Greenhouse kit");
		assertThat(distribution.description()).isEqualTo("First batch");
		assertThat(distribution.visibility()).isEqualTo(Visibility.PUBLIC);
		assertThat(distribution.status()).isEqualTo(ResourceStatus.ENABLED);
		assertThat(distribution.serial()).isNull();
		assertThat(distribution.tags()).containsExactly("kit", "new");
		assertThat(distribution.devices()).isEqualTo(new Distribution.DeviceCounts(0, 0, 0));
		assertThat(distribution.created()).isNotNull().isEqualTo(distribution.updated());
		assertThat(distribution.toString()).contains(distribution.id()).doesNotContain(distribution.key());
		assertThat(distribution.metadata()).isEmpty();
		Distribution viewed = get(this.distributions.view(distribution.id()));
		assertThat(viewed.metadata()).isEqualTo(Map.of("color", "green"));
		assertThat(viewed.key()).isEqualTo(distribution.key());
	}

	@Test
	void invalidDistributionIsRefusedWithCodes() {
		assertThat(failure(M2xValidationException.class, this.distributions
			.create(CreateDistribution.named("x").withBaseDevice("0".repeat(32)).withMetadata(Map.of("Bad Name", "x"))))
			.errors()).isEqualTo(Map.of("base_device", List.of("not_found"), "Bad Name", List.of("name_not_valid")));
		assertThatIllegalArgumentException().isThrownBy(() -> CreateDistribution.named(""));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CreateDistribution.named("x").withVisibility(Visibility.UNKNOWN));
		assertThatIllegalArgumentException().isThrownBy(() -> AddDevice.serial(" "));
		assertThatIllegalArgumentException().isThrownBy(() -> DistributionQuery.all().withPage(0));
	}

	@Test
	void baseDeviceLendsItsStreams() {
		Device base = get(this.client.devices()
			.create(CreateDevice.named("Base").withDescription("D").withTags("t").withMetadata(Map.of("a", "1"))));
		get(this.client.streams().createOrUpdate(DeviceRef.id(base.id()), "mode", StreamDefinition.alphanumeric()));
		Distribution copy = get(this.distributions.create(CreateDistribution.named("Kit").withBaseDevice(base.id())));
		assertThat(copy.description()).isEqualTo("D");
		assertThat(copy.tags()).containsExactly("t");
		assertThat(get(this.distributions.readMetadata(copy.id()))).isEqualTo(Map.of("a", "1"));
		assertThat(get(this.distributions.listStreams(copy.id()))).extracting(DataStream::name, DataStream::type)
			.containsExactly(tuple("mode", StreamType.ALPHANUMERIC));
	}

	@Test
	void updateChangesWhatItNamesOnly() {
		Distribution distribution = get(
				this.distributions.create(CreateDistribution.named("Old").withDescription("Stays").withTags("stays")));
		get(this.distributions.update(distribution.id(),
				UpdateDistribution.of("New", Visibility.PUBLIC)
					.withStatus(ResourceStatus.DISABLED)
					.withMetadata(Map.of("a", "1"))));
		Distribution updated = get(this.distributions.view(distribution.id()));
		assertThat(updated.name()).isEqualTo("New");
		assertThat(updated.visibility()).isEqualTo(Visibility.PUBLIC);
		assertThat(updated.status()).isEqualTo(ResourceStatus.DISABLED);
		assertThat(updated.metadata()).isEqualTo(Map.of("a", "1"));
		assertThat(updated.description()).isEqualTo("Stays");
		assertThat(updated.tags()).containsExactly("stays");
		get(this.distributions.update(distribution.id(),
				UpdateDistribution.of(updated)
					.withName("Newer")
					.withVisibility(Visibility.PRIVATE)
					.withDescription("D")
					.withTags()));
		Distribution again = get(this.distributions.view(distribution.id()));
		assertThat(again.name()).isEqualTo("Newer");
		assertThat(again.visibility()).isEqualTo(Visibility.PRIVATE);
		assertThat(again.description()).isEqualTo("D");
		assertThat(again.tags()).isEmpty();
	}

	@Test
	void listIsPagedAndSorted() {
		String prefix = unique("page");
		List<String> ids = List.of("c", "a", "b")
			.stream()
			.map((name) -> get(this.distributions.create(CreateDistribution.named(prefix + name))).id())
			.toList();
		Page<Distribution> page = get(this.distributions.list(
				DistributionQuery.all().withLimit(1).withPage(2).sortedBy(DistributionSort.NAME, SortDirection.DESC)));
		assertThat(page.items()).hasSize(1);
		assertThat(page.currentPage()).isEqualTo(2);
		assertThat(page.total()).isEqualTo(page.pages()).isGreaterThanOrEqualTo(3);
		assertThat(mine(prefix, DistributionQuery.all().withLimit(2))).containsExactlyElementsOf(ids);
		assertThat(mine(prefix, DistributionQuery.all().sortedBy(DistributionSort.NAME, SortDirection.ASC)))
			.containsExactly(ids.get(1), ids.get(2), ids.get(0));
		assertThat(mine(prefix, DistributionQuery.all().sortedBy(DistributionSort.CREATED, SortDirection.DESC)))
			.containsExactly(ids.get(2), ids.get(1), ids.get(0));
	}

	private List<String> mine(String prefix, DistributionQuery query) {
		return get(this.distributions.listAll(query)
			.filter((distribution) -> distribution.name().startsWith(prefix))
			.map(Distribution::id)
			.collectList());
	}

	@Test
	void addedDeviceBeginsWithWhatTheDistributionHas() {
		Distribution kit = get(this.distributions.create(CreateDistribution.named("Kit")
			.withVisibility(Visibility.PUBLIC)
			.withDescription("From the kit")
			.withTags("kit")
			.withMetadata(Map.of("color", "green"))));
		get(this.distributions.createOrUpdateStream(kit.id(), "t", StreamDefinition.numeric().withUnit("C", "C")));
		String serial = unique("serial");
		Device device = get(this.distributions.addDevice(kit.id(), AddDevice.serial(serial)));
		assertThat(device.serial()).isEqualTo(serial);
		assertThat(device.name()).isEqualTo("Kit");
		assertThat(device.description()).isEqualTo("From the kit");
		assertThat(device.visibility()).isEqualTo(Visibility.PUBLIC);
		assertThat(device.tags()).containsExactly("kit");
		assertThat(device.metadata()).isEqualTo(Map.of("color", "green"));
		assertThat(device.distribution()).isEqualTo(kit.url());
		assertThat(device.distributionName()).isEqualTo("Kit");
		assertThat(device.key()).isNotEqualTo(kit.key());
		assertThat(get(as(device).streams().view(device.ref(), "t")).unit().symbol()).isEqualTo("C");
		assertThat(get(this.distributions.view(kit.id())).devices()).isEqualTo(new Distribution.DeviceCounts(1, 1, 0));
		Device own = get(this.distributions.addDevice(kit.id(),
				AddDevice.serial(unique("serial"))
					.withName("Own")
					.withDescription("Mine")
					.withVisibility(Visibility.PRIVATE)
					.withTags()));
		assertThat(own.name()).isEqualTo("Own");
		assertThat(own.description()).isEqualTo("Mine");
		assertThat(own.visibility()).isEqualTo(Visibility.PRIVATE);
		assertThat(own.tags()).isEmpty();
		assertThat(
				failure(M2xValidationException.class, this.distributions.addDevice(kit.id(), AddDevice.serial(serial)))
					.errors())
			.isEqualTo(Map.of("serial", List.of("not_unique")));
		DeviceQuery query = DeviceQuery.all().withLimit(1).sortedBy(DeviceSort.NAME, SortDirection.DESC);
		assertThat(get(this.distributions.devices(kit.id(), query)).items()).extracting(Device::id)
			.containsExactly(own.id());
		assertThat(get(
				this.distributions.allDevices(kit.id(), DeviceQuery.all().withLimit(1)).map(Device::id).collectList()))
			.containsExactly(device.id(), own.id());
	}

	@Test
	void streamsAreLockedWhileThereAreDevices() {
		String id = newDistribution().id();
		DataStream stream = get(
				this.distributions.createOrUpdateStream(id, "t", StreamDefinition.numeric().withDisplayName("Air")));
		assertThat(stream.url()).hasToString(SERVER.url() + "/distributions/" + id + "/streams/t");
		assertThat(stream.value()).isNull();
		assertThat(get(this.distributions.createOrUpdateStream(id, "t",
				StreamDefinition.unchangedType().withDisplayName("Water"))))
			.isNull();
		assertThat(get(this.distributions.viewStream(id, "t")).displayName()).isEqualTo("Water");
		Device device = get(this.distributions.addDevice(id, AddDevice.serial(unique("serial"))));
		for (Mono<?> call : List.of(this.distributions.deleteStream(id, "t"),
				this.distributions.createOrUpdateStream(id, "t", StreamDefinition.unchangedType()),
				this.distributions.createOrUpdateStream(id, "new", StreamDefinition.numeric()))) {
			assertThat(failure(M2xForbiddenException.class, call).error()).isEqualTo("Distribution Locked");
		}
		get(this.client.devices().delete(device.ref()));
		get(this.distributions.deleteStream(id, "t"));
		assertThat(get(this.distributions.listStreams(id))).isEmpty();
		assertThat(failure(M2xNotFoundException.class, this.distributions.viewStream(id, "t")).error())
			.isEqualTo("Stream Not Found");
		assertThat(failure(M2xNotFoundException.class, this.distributions.deleteStream("0".repeat(32), "t")).error())
			.isEqualTo("Stream Not Found");
	}

	@Test
	void distributionsAreSearchedForWithBothVerbs() {
		String tag = unique("kits");
		List<Distribution> kits = List.of("North", "South", "Spare")
			.stream()
			.map((name) -> get(this.distributions.create(CreateDistribution.named(name)
				.withDescription("Kit " + name)
				.withVisibility("Spare".equals(name) ? Visibility.PUBLIC : Visibility.PRIVATE)
				.withTags(tag, name)
				.withMetadata(Map.of("color", "dark " + name, "size", "1")))))
			.toList();
		DistributionSearch all = DistributionSearch.create().withTags(tag);
		assertThat(found(all)).containsExactly("North", "South", "Spare");
		assertThat(found(all.withText("KIT S"))).containsExactly("South", "Spare");
		assertThat(found(all.withTags(tag, "North"))).containsExactly("North");
		assertThat(found(all.withVisibility(Visibility.PUBLIC))).containsExactly("Spare");
		assertThat(found(all.modifiedSince(kits.get(0).updated()))).contains("North");
		assertThat(found(all.unmodifiedSince(kits.get(0).updated()))).doesNotContain("North");
		assertThat(found(all.whereMetadata("color", "DARK s"))).containsExactly("South", "Spare");
		assertThat(found(all.whereMetadata("color", "dark").whereMetadata("size", "2"))).isEmpty();
		DistributionQuery single = DistributionQuery.all()
			.withLimit(1)
			.sortedBy(DistributionSort.NAME, SortDirection.DESC);
		for (DistributionSearch search : List.of(all, all.whereMetadata("size", "1"))) {
			assertThat(get(this.distributions.search(search.show(single.withPage(3)))).items())
				.extracting(Distribution::name)
				.containsExactly("North");
			assertThat(get(this.distributions.searchAll(search.show(single)).map(Distribution::name).collectList()))
				.containsExactly("Spare", "South", "North");
			failure(M2xForbiddenException.class, as(newDevice()).distributions().search(search));
		}
		assertThat(all).isEqualTo(DistributionSearch.create().withTags(tag)).isNotEqualTo(all.withText("x"));
		assertThatIllegalArgumentException().isThrownBy(() -> all.withVisibility(Visibility.UNKNOWN));
	}

	private List<String> found(DistributionSearch search) {
		return get(this.distributions.search(search)).items().stream().map(Distribution::name).toList();
	}

	@Test
	void deletionLeavesTheDevices() {
		Distribution gone = newDistribution();
		Device device = get(this.distributions.addDevice(gone.id(), AddDevice.serial(unique("serial"))));
		get(this.distributions.delete(gone.id()));
		assertThat(get(this.client.devices().view(device.ref())).distribution()).isNull();
		for (Mono<?> call : List.of(this.distributions.view(gone.id()), this.distributions.delete(gone.id()),
				this.distributions.update(gone.id(), UpdateDistribution.of("x", Visibility.PUBLIC)),
				this.distributions.devices(gone.id(), DeviceQuery.all()),
				this.distributions.addDevice(gone.id(), AddDevice.serial("s")),
				this.distributions.listStreams(gone.id()), this.distributions.readMetadata(gone.id()))) {
			assertThat(failure(M2xNotFoundException.class, call).error()).isEqualTo("Distribution Not Found");
		}
	}

	@Test
	void metadataIsReplacedAsWholeAndChangedByField() {
		String id = newDistribution().id();
		assertThat(get(this.distributions.readMetadata(id))).isEmpty();
		get(this.distributions.updateMetadata(id, Map.of("a", "1", "b", "2")));
		get(this.distributions.updateMetadata(id, Map.of("b", "3")));
		get(this.distributions.updateMetadataField(id, "c", "4"));
		assertThat(get(this.distributions.readMetadata(id))).isEqualTo(Map.of("b", "3", "c", "4"));
		assertThat(get(this.distributions.readMetadataField(id, "c"))).isEqualTo("4");
		assertThat(failure(M2xNotFoundException.class, this.distributions.readMetadataField(id, "a")).error())
			.isEqualTo("Metadata Field Not Found");
	}

	@Test
	void onlyMasterKeysWork() {
		Distribution distribution = newDistribution();
		for (String key : List.of(newDevice().key(), distribution.key())) {
			M2xClient other = this.client.withApiKey(key);
			failure(M2xForbiddenException.class, other.distributions().view(distribution.id()));
			failure(M2xForbiddenException.class, other.distributions().list(DistributionQuery.all()));
		}
		failure(M2xAuthenticationException.class, this.nobody.distributions().list(DistributionQuery.all()));
	}

	private Distribution newDistribution() {
		return get(this.distributions.create(CreateDistribution.named(unique("distribution"))));
	}

}
