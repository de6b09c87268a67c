package io.m2x.client.contract;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.collections.CollectionQuery;
import io.m2x.client.collections.CreateCollection;
import io.m2x.client.collections.DeviceCollection;
import io.m2x.client.collections.M2xCollections;
import io.m2x.client.collections.UpdateCollection;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.DeviceSort;
import io.m2x.client.error.M2xAuthenticationException;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.model.Page;
import io.m2x.client.model.SortDirection;
import io.m2x.client.model.StreamValue;
import io.m2x.client.streams.StreamDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CollectionsContractTests extends ContractTests {

	private final M2xCollections collections = this.client.collections();

	@Test
	void createdCollectionHasAllItWasGiven() {
		DeviceCollection parent = newCollection();
		DeviceCollection collection = get(this.collections.create(CreateCollection.named("Bavaria")
			.withDescription("The south")
			.withParent(parent.id())
			.withTags("south", "big")
			.withMetadata(Map.of("manager", "Alba"))));
		assertThat(collection.id()).matches("[0-9a-f]{32}");
		assertThat(collection.key()).matches("[0-9a-f]{32}");
		assertThat(collection.url()).hasToString(SERVER.url() + "/collections/" + collection.id());
		assertThat(collection.parent()).isEqualTo(parent.id());
		assertThat(collection.name()).isEqualTo("Bavaria");
		assertThat(collection.description()).isEqualTo("The south");
		assertThat(collection.tags()).containsExactly("south", "big");
		assertThat(collection.metadata()).isEqualTo(Map.of("manager", "Alba"));
		assertThat(collection.devices()).isZero();
		assertThat(collection.collections()).isZero();
		assertThat(collection.created()).isNotNull().isEqualTo(collection.updated());
		assertThat(collection.toString()).contains(collection.id(), "Bavaria").doesNotContain(collection.key());
		assertThat(get(this.collections.view(collection.id()))).isEqualTo(collection);
		assertThat(get(this.collections.view(parent.id())).collections()).isEqualTo(1);
	}

	@Test
	void updateChangesWhatItNamesOnlyAndMoves() {
		DeviceCollection parent = newCollection();
		DeviceCollection collection = get(
				this.collections.create(CreateCollection.named("Old").withDescription("Stays").withTags("stays")));
		get(this.collections.update(collection.id(),
				UpdateCollection.of(collection).withName("New").movedTo(parent.id()).withMetadata(Map.of("a", "1"))));
		DeviceCollection moved = get(this.collections.view(collection.id()));
		assertThat(moved.name()).isEqualTo("New");
		assertThat(moved.parent()).isEqualTo(parent.id());
		assertThat(moved.description()).isEqualTo("Stays");
		assertThat(moved.tags()).containsExactly("stays");
		assertThat(moved.metadata()).isEqualTo(Map.of("a", "1"));
		get(this.collections.update(collection.id(), UpdateCollection.of("New").withDescription("D").withTags()));
		DeviceCollection edited = get(this.collections.view(collection.id()));
		assertThat(edited.parent()).isEqualTo(parent.id());
		assertThat(edited.description()).isEqualTo("D");
		assertThat(edited.tags()).isEmpty();
		get(this.collections.update(collection.id(), UpdateCollection.of("New").movedToTopLevel()));
		assertThat(get(this.collections.view(collection.id())).parent()).isNull();
	}

	@Test
	void circlesAndUnknownParentsAreRefused() {
		DeviceCollection parent = newCollection();
		DeviceCollection child = get(this.collections.create(CreateCollection.named("Child").withParent(parent.id())));
		assertThat(failure(M2xValidationException.class,
				this.collections.update(parent.id(), UpdateCollection.of(parent).movedTo(child.id())))
			.errors()).isEqualTo(Map.of("parent", List.of("not_valid")));
		assertThat(failure(M2xValidationException.class,
				this.collections.create(CreateCollection.named("Orphan").withParent("0".repeat(32))))
			.errors()).isEqualTo(Map.of("parent", List.of("not_found")));
		assertThatIllegalArgumentException().isThrownBy(() -> CreateCollection.named(" "));
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateCollection.of("x").withTags("a,b"));
		assertThatIllegalArgumentException().isThrownBy(() -> CollectionQuery.childrenOf(""));
	}

	@Test
	void listIsFiltered() {
		String tag = unique("tag");
		DeviceCollection top = get(this.collections.create(CreateCollection.named("Top Level").withTags(tag)));
		DeviceCollection below = get(
				this.collections.create(CreateCollection.named("Below").withTags(tag, "b").withParent(top.id())));
		assertThat(get(this.collections.list(CollectionQuery.all()))).extracting(DeviceCollection::id)
			.containsSubsequence(top.id(), below.id());
		assertThat(ids(CollectionQuery.all().withTags(tag))).containsExactly(top.id(), below.id());
		assertThat(ids(CollectionQuery.all().withTags("b", tag))).containsExactly(below.id());
		assertThat(ids(CollectionQuery.topLevel().withTags(tag))).containsExactly(top.id());
		assertThat(ids(CollectionQuery.childrenOf(top.id()))).containsExactly(below.id());
		assertThat(ids(CollectionQuery.all().withTags(tag).withName("level"))).containsExactly(top.id());
	}

	private List<String> ids(CollectionQuery query) {
		return get(this.collections.list(query)).stream().map(DeviceCollection::id).toList();
	}

	@Test
	void devicesComeAndGo() {
		DeviceCollection collection = newCollection();
		Device device = newDevice();
		get(this.collections.addDevice(collection.id(), device.id()));
		get(this.collections.addDevice(collection.id(), device.id()));
		assertThat(get(this.collections.view(collection.id())).devices()).isEqualTo(1);
		assertThat(get(this.client.devices().view(device.ref())).collections()).containsExactly(collection.id());
		get(this.collections.removeDevice(collection.id(), device.id()));
		assertThat(get(this.collections.devices(collection.id(), DeviceQuery.all())).items()).isEmpty();
		assertThat(failure(M2xNotFoundException.class, this.collections.removeDevice(collection.id(), device.id()))
			.error()).isEqualTo("Device Not Found");
		assertThat(failure(M2xNotFoundException.class, this.collections.addDevice(collection.id(), "0".repeat(32)))
			.error()).isEqualTo("Device Not Found");
	}

	@Test
	void devicesAreListedWithThoseBelowOnDemand() {
		DeviceCollection outer = newCollection();
		DeviceCollection inner = get(this.collections.create(CreateCollection.named("In").withParent(outer.id())));
		Device first = member("b", outer);
		Device second = member("a", outer);
		Device third = member("c", inner);
		get(this.client.streams().createOrUpdate(first.ref(), "t", StreamDefinition.numeric()));
		get(this.client.values().write(first.ref(), "t", 7));
		DeviceQuery query = DeviceQuery.all().withLimit(1).sortedBy(DeviceSort.NAME, SortDirection.ASC);
		Page<Device> page = get(this.collections.devices(outer.id(), query.withPage(2).withStreamValues("t")));
		assertThat(page.items()).extracting(Device::id).containsExactly(first.id());
		assertThat(page.items().get(0).streamValues()).isEqualTo(Map.of("t", StreamValue.of(7)));
		assertThat(page.total()).isEqualTo(2);
		assertThat(get(this.collections.devicesWithChildren(outer.id(), query)).total()).isEqualTo(3);
		assertThat(get(this.collections.allDevices(outer.id(), query).map(Device::id).collectList()))
			.containsExactly(second.id(), first.id());
		assertThat(get(this.collections.allDevicesWithChildren(outer.id(), DeviceQuery.all().withLimit(2))
			.map(Device::id)
			.collectList())).containsExactly(first.id(), second.id(), third.id());
	}

	private Device member(String name, DeviceCollection collection) {
		return get(this.client.devices().create(CreateDevice.named(name).withCollection(collection.id())));
	}

	@Test
	void deletionLeavesDevicesAndChildren() {
		DeviceCollection gone = newCollection();
		DeviceCollection child = get(this.collections.create(CreateCollection.named("Child").withParent(gone.id())));
		Device device = member("d", gone);
		get(this.collections.delete(gone.id()));
		assertThat(get(this.collections.view(child.id())).parent()).isNull();
		assertThat(get(this.client.devices().view(device.ref())).collections()).isEmpty();
		for (Mono<?> call : List.of(this.collections.view(gone.id()), this.collections.delete(gone.id()),
				this.collections.update(gone.id(), UpdateCollection.of("x")),
				this.collections.devices(gone.id(), DeviceQuery.all()), this.collections.readMetadata(gone.id()))) {
			assertThat(failure(M2xNotFoundException.class, call).error()).isEqualTo("Collection Not Found");
		}
	}

	@Test
	void metadataIsReplacedAsWholeAndChangedByField() {
		String id = newCollection().id();
		assertThat(get(this.collections.readMetadata(id))).isEmpty();
		get(this.collections.updateMetadata(id, Map.of("a", "1", "b", "2")));
		get(this.collections.updateMetadata(id, Map.of("b", "3")));
		get(this.collections.updateMetadataField(id, "c", "4"));
		assertThat(get(this.collections.readMetadata(id))).isEqualTo(Map.of("b", "3", "c", "4"));
		assertThat(get(this.collections.readMetadataField(id, "c"))).isEqualTo("4");
		assertThat(failure(M2xNotFoundException.class, this.collections.readMetadataField(id, "a")).error())
			.isEqualTo("Metadata Field Not Found");
	}

	@Test
	void onlyMasterKeysWork() {
		DeviceCollection collection = newCollection();
		for (String key : List.of(newDevice().key(), collection.key())) {
			M2xClient other = this.client.withApiKey(key);
			failure(M2xForbiddenException.class, other.collections().view(collection.id()));
			failure(M2xForbiddenException.class, other.collections().list(CollectionQuery.all()));
		}
		failure(M2xAuthenticationException.class, this.nobody.collections().list(CollectionQuery.all()));
	}

	private DeviceCollection newCollection() {
		return get(this.collections.create(CreateCollection.named(unique("collection"))));
	}

}
