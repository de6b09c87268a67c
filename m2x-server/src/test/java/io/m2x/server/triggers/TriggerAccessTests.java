package io.m2x.server.triggers;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class TriggerAccessTests {

	private static final String BODY = """
			{"name": "n", "conditions": {"t": {"gt": 1000}}, "callback_url": "http://127.0.0.1:9/"}""";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String deviceKey;

	private String device;

	private String distribution;

	@BeforeEach
	void create() {
		JsonNode created = this.api.createDevice();
		this.deviceKey = created.get("key").asString();
		this.device = "/devices/" + created.get("id").asString();
		this.api.put(this.device + "/streams/t", null);
		this.distribution = "/distributions/" + this.api.createDistribution().get("id").asString();
	}

	private List<Integer> all(Api caller, String owner) {
		String trigger = owner + "/triggers/" + this.api.post(owner + "/triggers", BODY).at("/id").asString();
		return List.of(caller.get(owner + "/triggers").status(), caller.post(owner + "/triggers", BODY).status(),
				caller.get(trigger).status(), caller.put(trigger, BODY).status(),
				caller.post(trigger + "/test", null).status(), caller.delete(trigger).status());
	}

	@Test
	void masterAndTheKeyOfTheDeviceDoEverything() {
		assertThat(all(this.api, this.device)).containsExactly(200, 201, 200, 204, 204, 204);
		assertThat(all(this.api.as(this.deviceKey), this.device)).containsExactly(200, 201, 200, 204, 204, 204);
	}

	@Test
	void keysOfOtherDevicesAndOfStreamsAreForbidden() {
		assertThat(all(this.api.as(this.api.createDevice().get("key").asString()), this.device)).containsOnly(403);
		assertThat(all(this.api.withKeyOf(this.device, "t"), this.device)).containsOnly(403);
	}

	@Test
	void nothingIsOpenWithoutAKeyEvenOfPublicDevices() {
		assertThat(all(this.api.anonymous(), this.device)).containsOnly(401);
		assertThat(this.api.put(this.device, Json.of("{'name':'P','visibility':'public'}")).status()).isEqualTo(204);
		assertThat(all(this.api.anonymous(), this.device)).containsOnly(401);
		assertThat(all(this.api.withKeyOf(this.device, "t"), this.device)).containsOnly(403);
		assertThat(all(server.stranger(), this.device)).containsOnly(404);
	}

	@Test
	void otherAccountsSeeNothing() {
		assertThat(all(server.stranger(), this.device)).containsOnly(404);
		assertThat(all(server.stranger(), this.distribution)).containsOnly(404);
		assertThat(server.stranger().get(this.distribution + "/triggers").at("/message").asString())
			.isEqualTo("Distribution Not Found");
	}

	@Test
	void distributionsNeedTheMasterKey() {
		assertThat(all(this.api, this.distribution)).containsExactly(200, 201, 200, 204, 204, 204);
		assertThat(all(this.api.as(this.deviceKey), this.distribution)).containsOnly(403);
		assertThat(all(this.api.anonymous(), this.distribution)).containsOnly(401);
	}

	@Test
	void triggerIsFoundAtItsOwnerOnly() {
		String ofDevice = this.api.post(this.device + "/triggers", BODY).at("/id").asString();
		String ofDistribution = this.api.post(this.distribution + "/triggers", BODY).at("/id").asString();
		String other = "/devices/" + this.api.createDevice().get("id").asString();
		for (String path : List.of(this.distribution + "/triggers/" + ofDevice, other + "/triggers/" + ofDevice,
				this.device + "/triggers/" + ofDistribution, this.device + "/triggers/nothing")) {
			assertThat(this.api.get(path).at("/message").asString()).isEqualTo("Trigger Not Found");
			assertThat(this.api.put(path, BODY).status()).isEqualTo(404);
			assertThat(this.api.post(path + "/test", null).status()).isEqualTo(404);
			assertThat(this.api.delete(path).status()).isEqualTo(404);
		}
	}

}
