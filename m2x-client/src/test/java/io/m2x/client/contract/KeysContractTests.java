package io.m2x.client.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.error.M2xAuthenticationException;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.keys.AccessKey;
import io.m2x.client.keys.CreateKey;
import io.m2x.client.keys.DeviceAccess;
import io.m2x.client.keys.KeyPermission;
import io.m2x.client.keys.M2xKeys;
import io.m2x.client.keys.UpdateKey;
import io.m2x.client.streams.StreamDefinition;

import static org.assertj.core.api.Assertions.assertThat;

class KeysContractTests extends ContractTests {

	private static final String UNKNOWN = "0".repeat(32);

	private final M2xKeys keys = this.client.keys();

	private AccessKey create(CreateKey key) {
		return get(this.keys.create(key));
	}

	@Test
	void masterKeyIsCreatedAndWorks() {
		AccessKey key = create(CreateKey.master("Dashboard", KeyPermission.POST, KeyPermission.GET));
		assertThat(key.name()).isEqualTo("Dashboard");
		assertThat(key.key()).matches("[0-9a-f]{32}");
		assertThat(key.master()).isTrue();
		assertThat(key.permissions()).containsExactly(KeyPermission.POST, KeyPermission.GET);
		assertThat(key.deviceAccess()).isEqualTo(DeviceAccess.PUBLIC);
		assertThat(key.origins()).isEmpty();
		assertThat(key.expiresAt()).isNull();
		assertThat(key.expired()).isFalse();
		assertThat(key.stream()).isNull();
		assertThat(key.deviceId()).isNull();
		assertThat(get(this.keys.view(key.key()))).isEqualTo(key);
		M2xClient holder = this.client.withApiKey(key.key());
		Device device = get(holder.devices().create(CreateDevice.named("Made with the key")));
		failure(M2xForbiddenException.class, holder.devices().delete(device.ref()));
	}

	@Test
	void keyOfAStreamIsCreatedWithEverything() {
		Device device = newDevice();
		get(this.client.streams().createOrUpdate(device.ref(), "t", StreamDefinition.numeric()));
		Instant end = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
		AccessKey key = create(CreateKey.forStream("Sensor", device.id(), "t", KeyPermission.PUT)
			.withExpiry(end)
			.withOrigins("127.0.0.1", "2001:db8::1")
			.withDeviceAccess(DeviceAccess.PRIVATE));
		assertThat(key.master()).isFalse();
		assertThat(key.deviceId()).isEqualTo(device.id());
		assertThat(key.device()).isEqualTo(device.url());
		assertThat(key.stream()).isEqualTo("t");
		assertThat(key.expiresAt()).isEqualTo(end);
		assertThat(key.origins()).containsExactly("127.0.0.1", "2001:db8::1");
		assertThat(key.deviceAccess()).isEqualTo(DeviceAccess.PRIVATE);
		M2xClient sensor = this.client.withApiKey(key.key());
		get(sensor.values().write(device.ref(), "t", 21.5));
		failure(M2xForbiddenException.class, sensor.streams().view(device.ref(), "t"));
	}

	@Test
	void listsShowTheKeysOfWhatWasAskedFor() {
		Device device = newDevice();
		AccessKey master = create(CreateKey.master(unique("m"), KeyPermission.GET));
		AccessKey other = create(CreateKey.forDevice(unique("d"), device.id(), KeyPermission.GET));
		List<AccessKey> masters = get(this.keys.list());
		assertThat(masters.get(0).name()).isEqualTo("Master Key");
		assertThat(masters.get(0).deviceAccess()).isEqualTo(DeviceAccess.PRIVATE);
		assertThat(masters).contains(master).doesNotContain(other).allMatch(AccessKey::master);
		List<AccessKey> ofDevice = get(this.keys.listForDevice(device.id()));
		assertThat(ofDevice).hasSize(2);
		assertThat(ofDevice.get(0).name()).isEqualTo("Primary Key");
		assertThat(ofDevice.get(0).key()).isEqualTo(device.key());
		assertThat(ofDevice.get(1)).isEqualTo(other);
	}

	@Test
	void unknownOwnersAreRefusedWithCodes() {
		Map<String, Mono<?>> calls = Map.of("device", this.keys.listForDevice(UNKNOWN), "collection",
				this.keys.listForCollection(UNKNOWN), "distribution", this.keys.listForDistribution(UNKNOWN));
		calls.forEach((field, call) -> assertThat(failure(M2xValidationException.class, call).errors())
			.isEqualTo(Map.of(field, List.of("not_found"))));
		Map<String, CreateKey> creations = Map.of("device", CreateKey.forDevice("x", UNKNOWN, KeyPermission.GET),
				"collection", CreateKey.forCollection("x", UNKNOWN, KeyPermission.GET), "distribution",
				CreateKey.forDistribution("x", UNKNOWN, KeyPermission.GET), "origin",
				CreateKey.master("x", KeyPermission.GET).withOrigins("example.org"), "expires_at",
				CreateKey.master("x", KeyPermission.GET).withExpiry(Instant.EPOCH));
		creations
			.forEach((field, key) -> assertThat(failure(M2xValidationException.class, this.keys.create(key)).errors())
				.containsOnlyKeys(field));
		assertThat(failure(M2xValidationException.class,
				this.keys.create(CreateKey.forStream("x", newDevice().id(), "none", KeyPermission.GET)))
			.errors()).isEqualTo(Map.of("stream", List.of("not_found")));
	}

	@Test
	void updateChangesWhatItNamesOnly() {
		Device device = newDevice();
		get(this.client.streams().createOrUpdate(device.ref(), "t", StreamDefinition.numeric()));
		Instant end = Instant.parse("2100-01-01T00:00:00Z");
		AccessKey key = create(
				CreateKey.forDevice("Old", device.id(), KeyPermission.GET).withExpiry(end).withOrigins("192.0.2.7"));
		get(this.keys.update(key.key(), UpdateKey.of(key).withName("New")));
		AccessKey renamed = get(this.keys.view(key.key()));
		assertThat(renamed.name()).isEqualTo("New");
		assertThat(renamed.permissions()).containsExactly(KeyPermission.GET);
		assertThat(renamed.expiresAt()).isEqualTo(end);
		assertThat(renamed.origins()).containsExactly("192.0.2.7");
		get(this.keys.update(key.key(),
				UpdateKey.of("New", KeyPermission.PUT, KeyPermission.GET)
					.withStream("t")
					.withExpiry(null)
					.withOrigins("127.0.0.1", "::1")
					.withDeviceAccess(DeviceAccess.PRIVATE)));
		AccessKey changed = get(this.keys.view(key.key()));
		assertThat(changed.permissions()).containsExactly(KeyPermission.PUT, KeyPermission.GET);
		assertThat(changed.stream()).isEqualTo("t");
		assertThat(changed.expiresAt()).isNull();
		assertThat(changed.origins()).containsExactly("127.0.0.1", "::1");
		assertThat(changed.deviceAccess()).isEqualTo(DeviceAccess.PRIVATE);
		get(this.keys.update(key.key(), UpdateKey.of(changed).withStream(null).withOrigins()));
		AccessKey widened = get(this.keys.view(key.key()));
		assertThat(widened.stream()).isNull();
		assertThat(widened.origins()).isEmpty();
		get(this.keys.update(key.key(), UpdateKey.of(widened).withExpiry(Instant.EPOCH)));
		assertThat(get(this.keys.view(key.key())).expired()).isTrue();
		failure(M2xForbiddenException.class, this.client.withApiKey(key.key()).devices().view(device.ref()));
	}

	@Test
	void deletedKeyIsGone() {
		AccessKey key = create(CreateKey.master("Short", KeyPermission.GET));
		get(this.keys.delete(key.key()));
		failure(M2xAuthenticationException.class, this.client.withApiKey(key.key()).devices().list(DeviceQuery.all()));
		List<Mono<?>> calls = List.of(this.keys.view(key.key()), this.keys.delete(key.key()),
				this.keys.update(key.key(), UpdateKey.of(key)), this.keys.regenerate(key.key()));
		assertThat(calls).allSatisfy((call) -> {
			M2xException failure = failure(M2xNotFoundException.class, call);
			assertThat(failure.error()).isEqualTo("Key Not Found");
			assertThat(failure).hasMessageNotContaining(key.key());
		});
	}

	@Test
	void regeneratedKeyReplacesTheOldOne() {
		AccessKey key = create(CreateKey.master("Leaked", KeyPermission.GET).withOrigins("127.0.0.1"));
		AccessKey fresh = get(this.keys.regenerate(key.key()));
		assertThat(fresh.key()).isNotEqualTo(key.key());
		assertThat(fresh).usingRecursiveComparison().ignoringFields("key").isEqualTo(key);
		failure(M2xAuthenticationException.class, this.client.withApiKey(key.key()).devices().list(DeviceQuery.all()));
		get(this.client.withApiKey(fresh.key()).devices().list(DeviceQuery.all()));
	}

	@Test
	void primaryKeyCanOnlyBeRegenerated() {
		Device device = newDevice();
		failure(M2xForbiddenException.class, this.keys.delete(device.key()));
		failure(M2xForbiddenException.class, this.keys.update(device.key(), UpdateKey.of("x", KeyPermission.GET)));
		AccessKey fresh = get(this.keys.regenerate(device.key()));
		assertThat(get(this.client.devices().view(device.ref())).key()).isEqualTo(fresh.key());
		failure(M2xAuthenticationException.class, as(device).devices().view(device.ref()));
	}

	@Test
	void otherKeysOfTheDeviceAreNotToldItsPrimaryKey() {
		Device device = newDevice();
		AccessKey key = create(CreateKey.forDevice("Second", device.id(), KeyPermission.GET));
		assertThat(get(this.client.withApiKey(key.key()).devices().view(device.ref())).key()).isNull();
		assertThat(get(as(device).devices().view(device.ref())).key()).isEqualTo(device.key());
	}

	@Test
	void onlyMasterKeysOfTheAccountSeeItsKeys() {
		Device device = newDevice();
		M2xKeys ofDevice = as(device).keys();
		failure(M2xForbiddenException.class, ofDevice.list());
		failure(M2xForbiddenException.class, ofDevice.view(device.key()));
		failure(M2xForbiddenException.class, ofDevice.regenerate(device.key()));
		failure(M2xForbiddenException.class, ofDevice.create(CreateKey.master("x", KeyPermission.GET)));
		M2xKeys stranger = this.client.withApiKey(SERVER.createAccount(unique("stranger"))).keys();
		failure(M2xNotFoundException.class, stranger.view(device.key()));
		failure(M2xNotFoundException.class, stranger.delete(device.key()));
		failure(M2xValidationException.class, stranger.listForDevice(device.id()));
		assertThat(get(stranger.list())).hasSize(1);
		M2xKeys nobody = this.nobody.keys();
		failure(M2xAuthenticationException.class, nobody.list());
	}

	@Test
	void keysOfAnInactiveAccountAreForbidden() {
		String name = unique("inactive");
		M2xClient owner = this.client.withApiKey(SERVER.createAccount(name));
		SERVER.setAccountActive(name, false);
		assertThat(failure(M2xForbiddenException.class, owner.keys().list()).error()).isEqualTo("Account Not Active");
	}

}
