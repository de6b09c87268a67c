package io.m2x.server.triggers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.StubServer;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private final StubServer callback = new StubServer();

	private String id;

	private String device;

	@BeforeEach
	void createDevice() {
		this.device = this.api.deviceWithStreams("temperature");
		this.id = this.device.substring("/devices/".length());
		this.api.put(this.device + "/streams/temperature", Json.of("{'unit':{'symbol':'C'}}"));
	}

	@AfterEach
	void stop() {
		this.callback.close();
	}

	private String trigger(String owner, String members) {
		Api.Response created = this.api.post(owner + "/triggers", """
				{"name": "too hot", "conditions": {"temperature": {"gt": 30, "reset": 28}}, "callback_url": "%s"%s}"""
			.formatted(this.callback.url(), members));
		return owner + "/triggers/" + created.at("/id").asString();
	}

	private void update(String members) {
		assertThat(
				this.api
					.post(this.device + "/update",
							"{\"timestamp\":\"2017-03-05T08:15:30.250Z\",\"values\":{\"temperature\":31.2}" + members
									+ "}")
					.status())
			.isEqualTo(202);
	}

	@Test
	void firedNotificationTellsEverything() {
		this.api.put(this.device,
				Json.of("{'name':'Greenhouse north','visibility':'private','serial':'GH-0007-%s'}", this.id));
		trigger(this.device, ",\"timeframe\":300,\"custom_data\":\"ABC\",\"send_location\":true");
		update(",\"location\":{\"name\":\"Bed 3\",\"latitude\":48.137,\"longitude\":11.575,\"elevation\":519,"
				+ "\"timestamp\":\"2017-03-05T08:15:29Z\"}");
		this.callback.awaitAccepted(1);
		StubServer.Call call = this.callback.calls().get(0);
		assertThat(call.body())
			.isEqualTo(Json.of("{'event':'fired','device':{'id':'%s','name':'Greenhouse north','serial':'GH-0007-%s'},"
					+ "'trigger':'too hot','conditions':{'temperature':{'gt':30,'reset':28}},"
					+ "'values':{'temperature':{'value':31.2,'timestamp':'2017-03-05T08:15:30.250Z','unit':'C'}},"
					+ "'timeframe':300,'custom_data':'ABC','timestamp':'2017-03-05T08:15:30.250Z',"
					+ "'location':{'name':'Bed 3','latitude':48.137,'longitude':11.575,'elevation':519,"
					+ "'timestamp':'2017-03-05T08:15:29.000Z'}}", this.id, this.id));
		assertThat(call.method()).isEqualTo("POST");
		assertThat(call.path()).isEqualTo("/hook");
		assertThat(call.headers().getFirst("Content-Type")).isEqualTo("application/json; charset=UTF-8");
		assertThat(call.headers().getFirst("Content-Length")).isEqualTo(String.valueOf(call.body().length()));
		assertThat(call.headers().containsKey("X-M2X-KEY")).isFalse();
	}

	@Test
	void coordinatesKeepTheTypeTheyWereWrittenIn() {
		trigger(this.device, ",\"send_location\":true");
		update(",\"location\":{\"latitude\":\"48.137\",\"longitude\":11.575,\"elevation\":\"519\"}");
		this.callback.awaitAccepted(1);
		assertThat(this.callback.calls().get(0).body())
			.contains("\"latitude\":\"48.137\",\"longitude\":11.575,\"elevation\":\"519\",");
	}

	@Test
	void whatIsNotThereIsNullAndTheLocationStaysAtHome() {
		trigger(this.device, "");
		update(",\"location\":{\"latitude\":1,\"longitude\":2}");
		JsonNode fired = this.callback.awaitAccepted(1).get(0);
		assertThat(fired.at("/device/serial").isNull()).isTrue();
		assertThat(fired.get("timeframe").isNull()).isTrue();
		assertThat(fired.get("custom_data").isNull()).isTrue();
		assertThat(fired.has("location")).isFalse();
	}

	@Test
	void deviceThatWasNeverLocatedHasNoLocationToSend() {
		trigger(this.device, ",\"send_location\":true");
		update("");
		assertThat(this.callback.awaitAccepted(1).get(0).has("location")).isFalse();
	}

	@Test
	void testTellsTheCurrentValues() {
		String trigger = trigger(this.device, ",\"status\":\"disabled\",\"custom_data\":\"ABC\"");
		update("");
		assertThat(this.api.post(trigger + "/test", null).toString()).isEqualTo("204 ");
		JsonNode test = this.callback.awaitAccepted(1).get(0);
		assertThat(test.propertyNames()).containsExactly("event", "device", "trigger", "conditions", "values",
				"timeframe", "custom_data", "timestamp");
		assertThat(test.get("event").asString()).isEqualTo("test");
		assertThat(test.at("/device/id").asString()).isEqualTo(this.id);
		assertThat(test.get("trigger").asString()).isEqualTo("too hot");
		assertThat(test.at("/values/temperature/value").asDouble()).isEqualTo(31.2);
		assertThat(test.get("custom_data").asString()).isEqualTo("ABC");
	}

	@Test
	void testOfTheOlderFormIsEchoed() {
		String trigger = trigger(this.device, "");
		assertThat(this.api
			.post(trigger + "/test",
					"""
							{"device_id": "%s", "stream": "temperature", "trigger_name": "Tried", "trigger_description": "by hand",
							"condition": ">", "threshold": 5, "value": 7, "timestamp": "2014-12-01T10:00:00Z",
							"location": {"latitude": 1.5, "longitude": 2}}"""
						.formatted(this.id))
			.status()).isEqualTo(204);
		assertThat(this.callback.awaitAccepted(1).get(0).toString()).isEqualTo(
				Json.of("{'event':'test','device':{'id':'%s','name':'Greenhouse','serial':null},'trigger':'Tried',"
						+ "'conditions':{'temperature':{'gt':5}},'values':{'temperature':{'value':7,"
						+ "'timestamp':'2014-12-01T10:00:00.000Z','unit':'C'}},'timeframe':null,'custom_data':null,"
						+ "'timestamp':'2014-12-01T10:00:00.000Z','trigger_description':'by hand',"
						+ "'location':{'name':null,'latitude':1.5,'longitude':2.0,'elevation':null,"
						+ "'timestamp':'2014-12-01T10:00:00.000Z'}}", this.id));
	}

	@Test
	void testIsChecked() {
		String trigger = trigger(this.device, "");
		assertThat(this.api.post(trigger + "/test", """
				{"device_id": "%s", "condition": "?", "threshold": 5, "value": [], "stream": "temperature",
				"timestamp": "now", "location": {"latitude": 100}}""".formatted("0".repeat(32)))
			.at("/errors")
			.toString())
			.isEqualTo(Json.of("{'device_id':['not_found'],'timestamp':['not_valid'],'condition':['not_valid'],"
					+ "'value':['not_valid'],'location':['not_present','not_valid']}"));
	}

	@Test
	void testOfADistributionMayNameADevice() {
		String distribution = "/distributions/" + this.api.createDistribution().get("id").asString();
		this.device = this.api.memberWithStreams(distribution, "temperature");
		this.id = this.device.substring("/devices/".length());
		update("");
		String trigger = trigger(distribution, "");
		assertThat(this.api.post(trigger + "/test", null).status()).isEqualTo(204);
		JsonNode general = this.callback.awaitAccepted(1).get(0);
		assertThat(general.get("device").isNull()).isTrue();
		assertThat(general.get("values").toString()).isEqualTo("{}");
		assertThat(this.api.post(trigger + "/test", Json.of("{'device_id':'%s'}", this.id)).status()).isEqualTo(204);
		JsonNode special = this.callback.awaitAccepted(2).get(1);
		assertThat(special.at("/device/id").asString()).isEqualTo(this.id);
		assertThat(special.at("/values/temperature/value").asDouble()).isEqualTo(31.2);
		String other = this.api.createDevice().get("id").asString();
		assertThat(this.api.post(trigger + "/test", Json.of("{'device_id':'%s'}", other)).at("/errors").toString())
			.isEqualTo(Json.of("{'device_id':['not_found']}"));
	}

}
