package io.m2x.server.triggers;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class TriggerTests {

	private static final String FULL = """
			{"name": "too hot and humid",
			"conditions": {"temperature": {"gt": 30, "reset": 28.5}, "humidity": {"gte": "80", "lte": 90}},
			"frequency": "continuous", "timeframe": 300, "callback_url": "https://hooks.example.net/m2x?a=b",
			"status": "disabled", "send_location": true, "notify_on_reset": "true", "custom_data": "ABC"}""";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device;

	@BeforeEach
	void createDevice() {
		this.device = this.api.deviceWithStreams("temperature", "humidity");
	}

	private static String trigger(String members) {
		return "{\"name\":\"n\",\"conditions\":{\"t\":{\"gt\":1}},\"callback_url\":\"http://localhost/\"" + members
				+ "}";
	}

	private String create(String body) {
		Api.Response created = this.api.post(this.device + "/triggers", body);
		assertThat(created.status()).as(created.toString()).isEqualTo(201);
		return this.device + "/triggers/" + created.at("/id").asString();
	}

	private JsonNode errors(String body) {
		Api.Response response = this.api.post(this.device + "/triggers", body);
		assertThat(response.status()).as(response.toString()).isEqualTo(422);
		assertThat(response.at("/message").asString()).isEqualTo("Validation Failed");
		return response.at("/errors");
	}

	@Test
	void creationGivesTheWholeTriggerAndItsAddress() {
		Api.Response created = this.api.post(this.device + "/triggers", FULL);
		assertThat(created.status()).isEqualTo(201);
		String id = created.at("/id").asString();
		assertThat(id).matches("[A-Za-z0-9_-]{20}");
		assertThat(created.header("Location")).isEqualTo(this.api.url() + this.device + "/triggers/" + id)
			.isEqualTo(created.at("/url").asString());
		String times = created.body().substring(created.body().indexOf("\"created\""));
		assertThat(times).matches(
				"\"created\":\"\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z\",\"updated\":\"\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z\"}");
		assertThat(created.body()).isEqualTo("{\"id\":\"" + id
				+ "\",\"name\":\"too hot and humid\",\"conditions\":{\"temperature\":{\"gt\":30,\"reset\":28.5},"
				+ "\"humidity\":{\"gte\":80,\"lte\":90}},\"frequency\":\"continuous\",\"timeframe\":300,"
				+ "\"callback_url\":\"https://hooks.example.net/m2x?a=b\",\"url\":\"" + created.header("Location")
				+ "\",\"status\":\"disabled\",\"activated\":false,\"send_location\":true,\"notify_on_reset\":true,"
				+ "\"custom_data\":\"ABC\"," + times);
		assertThat(this.api.get(this.device + "/triggers/" + id).body()).isEqualTo(created.body());
		assertThat(this.api.get(this.device + "/triggers").body())
			.isEqualTo(Json.of("{'triggers':[%s]}", created.body()));
	}

	@Test
	void whatIsNotSaidHasDefaults() {
		JsonNode created = this.api.get(create(trigger(""))).json();
		assertThat(created.get("frequency").asString()).isEqualTo("single");
		assertThat(created.get("status").asString()).isEqualTo("enabled");
		assertThat(created.get("send_location").asBoolean()).isFalse();
		assertThat(created.get("notify_on_reset").asBoolean()).isFalse();
		assertThat(created.get("timeframe").isNull()).isTrue();
		assertThat(created.get("custom_data").isNull()).isTrue();
		assertThat(created.has("stream")).isFalse();
		assertThat(created.has("condition")).isFalse();
		assertThat(created.has("value")).isFalse();
	}

	@Test
	void triggersAreListedInTheOrderOfTheirCreationAndCounted() {
		assertThat(this.api.get(this.device + "/triggers").body()).isEqualTo(Json.of("{'triggers':[]}"));
		assertThat(this.api.get(this.device).at("/triggers/count").asInt()).isZero();
		create(Json.of("{'name':'b','conditions':{'t':{'eq':1}},'callback_url':'http://localhost/'}"));
		create(Json.of("{'name':'a','conditions':{'t':{'match':'x'}},'callback_url':'HTTP://localhost:80'}"));
		assertThat(this.api.get(this.device + "/triggers").json().findValuesAsString("name")).containsExactly("b", "a");
		assertThat(this.api.get(this.device).at("/triggers/count").asInt()).isEqualTo(2);
		assertThat(this.api.get("/devices?limit=1").at("/devices/0/triggers/count").asInt()).isEqualTo(2);
	}

	@Test
	void updateLeavesWhatIsNotSent() {
		String path = create(FULL);
		assertThat(this.api.put(path, Json.of("{'name':'other'}")).toString()).isEqualTo("204 ");
		JsonNode updated = this.api.get(path).json();
		assertThat(updated.get("name").asString()).isEqualTo("other");
		assertThat(updated.get("conditions").toString())
			.isEqualTo(Json.of("{'temperature':{'gt':30,'reset':28.5},'humidity':{'gte':80,'lte':90}}"));
		assertThat(updated.get("frequency").asString()).isEqualTo("continuous");
		assertThat(updated.get("timeframe").asInt()).isEqualTo(300);
		assertThat(updated.get("status").asString()).isEqualTo("disabled");
		assertThat(updated.get("send_location").asBoolean()).isTrue();
		assertThat(updated.get("notify_on_reset").asBoolean()).isTrue();
		assertThat(updated.get("custom_data").asString()).isEqualTo("ABC");
	}

	@Test
	void updateReplacesWhatIsSent() {
		String path = create(FULL);
		assertThat(this.api.put(path, """
				{"name": "n", "conditions": {"x": {"lt": 1}}, "frequency": "single", "timeframe": null,
				"callback_url": "http://[::1]:8080/", "status": "enabled", "send_location": false,
				"notify_on_reset": false, "custom_data": null}""").toString()).isEqualTo("204 ");
		JsonNode updated = this.api.get(path).json();
		assertThat(updated.get("conditions").toString()).isEqualTo(Json.of("{'x':{'lt':1}}"));
		assertThat(updated.get("frequency").asString()).isEqualTo("single");
		assertThat(updated.get("timeframe").isNull()).isTrue();
		assertThat(updated.get("callback_url").asString()).isEqualTo("http://[::1]:8080/");
		assertThat(updated.get("status").asString()).isEqualTo("enabled");
		assertThat(updated.get("send_location").asBoolean()).isFalse();
		assertThat(updated.get("notify_on_reset").asBoolean()).isFalse();
		assertThat(updated.get("custom_data").isNull()).isTrue();
	}

	@Test
	void updateDemandsTheNameAndRefusesWhatCreationRefuses() {
		String path = create(FULL);
		assertThat(this.api.put(path, Json.of("{'status':'enabled'}")).at("/errors").toString())
			.isEqualTo(Json.of("{'name':['not_present']}"));
		assertThat(this.api.put(path, Json.of("{'name':'n','conditions':null,'callback_url':null}"))
			.at("/errors")
			.toString()).isEqualTo(Json.of("{'conditions':['not_present'],'callback_url':['not_present']}"));
		assertThat(this.api.put(path, Json.of("{'name':'n','value':5}")).at("/errors").toString())
			.isEqualTo(Json.of("{'stream':['not_present'],'condition':['not_present']}"));
		assertThat(this.api.get(path).at("/status").asString()).isEqualTo("disabled");
	}

	@Test
	void deletedTriggerIsGone() {
		String path = create(FULL);
		assertThat(this.api.delete(path).toString()).isEqualTo("204 ");
		assertThat(this.api.get(path).toString()).startsWith("404 {\"message\":\"Trigger Not Found\"");
		assertThat(this.api.put(path, FULL).status()).isEqualTo(404);
		assertThat(this.api.delete(path).status()).isEqualTo(404);
		assertThat(this.api.post(path + "/test", null).status()).isEqualTo(404);
		assertThat(this.api.get(this.device).at("/triggers/count").asInt()).isZero();
	}

	@Test
	void deviceMayBeNamedByItsSerial() {
		this.api.put(this.device, Json.of("{'name':'N','visibility':'private','serial':'by serial'}"));
		Api.Response created = this.api.post("/devices/serial/by%20serial/triggers", FULL);
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.header("Location")).startsWith(this.api.url() + this.device + "/triggers/");
		assertThat(this.api.get("/devices/serial/by%20serial/triggers/" + created.at("/id").asString()).status())
			.isEqualTo(200);
	}

	@Test
	void requiredFieldsAreNamedAllAtOnce() {
		assertThat(errors("{}").toString())
			.isEqualTo(Json.of("{'name':['not_present'],'conditions':['not_present'],'callback_url':['not_present']}"));
		assertThat(errors(Json.of("{'name':' ','conditions':{},'callback_url':''}")).toString())
			.isEqualTo(Json.of("{'name':['not_present'],'conditions':['not_present'],'callback_url':['not_present']}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "5", "\"x\"", "[5]", "{\"t\":5}", "{\"t\":null}", "{\"t\":{}}", "{\"t\":{\"reset\":5}}",
			"{\"t\":{\"gt\":\"x\"}}", "{\"t\":{\"above\":5}}", "{\"t\":{\"gt\":1,\"above\":5}}",
			"{\"t\":{\"gt\":5,\"lt\":4}}", "{\"t\":{\"gt\":5,\"match\":\"x\"}}", "{\"t\":{\"gt\":5,\"reset\":6}}",
			"{\"t\":{\"lt\":5,\"reset\":4}}", "{\"t\":{\"gt\":1,\"lt\":5,\"reset\":3}}",
			"{\"t\":{\"eq\":5,\"reset\":4}}", "{\"t\":{\"match\":\"a\",\"reset\":4}}", "{\"t\":{\"match\":5}}",
			"{\"a b\":{\"gt\":1}}", "{\"\":{\"gt\":1}}", "{\"a\\u0000\":{\"gt\":1}}", "{\"t\":{\"match\":\"\\u0000\"}}",
			"{\"t\":{\"match\":\"\\ud800\"}}", "{\"t\":{\"gt\":1e999}}", "{\"t\":{\"changed\":false}}",
			"{\"t\":{\"changed\":null}}", "{\"t\":{\"changed\":1}}", "{\"t\":{\"changed\":\"yes\"}}",
			"{\"t\":{\"changed\":false,\"gt\":1}}", "{\"t\":{\"changed\":true,\"reset\":1}}",
			"{\"t\":{\"changed\":true,\"gt\":5,\"reset\":4}}", "{\"t\":{\"changed\":true,\"gt\":5,\"lt\":4}}" })
	void conditionsThatMakeNoSenseAreRefused(String conditions) {
		assertThat(errors(Json.of("{'name':'n','callback_url':'http://h','conditions':%s}", conditions)).toString())
			.isEqualTo(Json.of("{'conditions':['not_valid']}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "/path", "ftp://host/", "http:", "http:///path", "http://user@host/",
			"http://user:password@host/", "http://a b/", "http://host:99999/", "http://host:0/", "mailto:a@b.c",
			"javascript:alert(1)", "//host/path", "http://host/%zz", "http://host/a b", "http://host/a|b",
			"http://a..b/", "http://[::g]/", "http://host/\\u00a0" })
	void addressesThatAreNoWebAddressAreRefused(String url) {
		assertThat(errors(Json.of("{'name':'n','conditions':{'t':{'gt':1}},'callback_url':'%s'}", url)).toString())
			.isEqualTo(Json.of("{'callback_url':['not_valid']}"));
	}

	@Test
	void changeReadsBackAsItWasWritten() {
		String path = create("""
				{"name": "n", "callback_url": "http://host/", "conditions": {"a": {"changed": true},
				"b": {"changed": "true", "gt": 5, "lte": 10}, "c": {"match": "open", "changed": true}}}""");
		assertThat(this.api.get(path).at("/conditions").toString()).isEqualTo(Json
			.of("{'a':{'changed':true},'b':{'gt':5,'lte':10,'changed':true},'c':{'match':'open','changed':true}}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://home_assistant:8123/hook", "https://m2x_hooks",
			"http://münchen.example/grüße?ort=köln", "http://host/?a[]=1", "HTTP://HOST:/" })
	void addressesReadBackAsTheyWereWritten(String url) {
		String path = create(Json.of("{'name':'n','conditions':{'t':{'gt':1}},'callback_url':'%s'}", url));
		assertThat(this.api.get(path).at("/callback_url").asString()).isEqualTo(url);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			frequency       | "often"
			status          | "on"
			timeframe       | 0
			timeframe       | -5
			timeframe       | "soon"
			timeframe       | 99999999999
			send_location   | "yes"
			notify_on_reset | 5
			custom_data     | {"a":1}
			""")
	void fieldsOfTheWrongFormAreRefused(String field, String value) {
		assertThat(errors(trigger(",\"" + field + "\":" + value)).toString())
			.isEqualTo(Json.of("{'%s':['not_valid']}", field));
	}

	@Test
	void whatIsTooLongIsRefused() {
		assertThat(errors(
				Json.of("{'name':'%s','conditions':{'t':{'gt':1}},'callback_url':'http://host/%s','custom_data':'%s'}",
						"n".repeat(251), "p".repeat(2000), "d".repeat(5001)))
			.toString())
			.isEqualTo(Json.of("{'name':['too_long'],'callback_url':['too_long'],'custom_data':['too_long']}"));
		StringBuilder conditions = new StringBuilder("\"s0\":{\"gt\":1}");
		for (int i = 1; i < 11; i++) {
			conditions.append(",\"s").append(i).append("\":{\"gt\":1}");
		}
		assertThat(errors("{\"name\":\"n\",\"callback_url\":\"http://host\",\"conditions\":{" + conditions + "}}")
			.toString()).isEqualTo(Json.of("{'conditions':['too_long']}"));
	}

	@Test
	void deviceHasAHundredTriggersAtMost() {
		for (int i = 0; i < TriggerEditor.MAX_TRIGGERS; i++) {
			create(trigger(""));
		}
		assertThat(errors(trigger("")).toString()).isEqualTo(Json.of("{'triggers':['too_long']}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			<  | 10      | 10      | {"lt":10}
			<= | "10.5"  | 10.5    | {"lte":10.5}
			=  | 10      | 10      | {"eq":10}
			=  | "open"  | "open"  | {"match":"open"}
			>= | -1      | -1      | {"gte":-1}
			>  | 1e3     | 1000    | {"gt":1000}
			.. | "1..2.5"| "1..2.5"| {"gte":1,"lte":2.5}
			.. | "1, 2"  | "1..2"  | {"gte":1,"lte":2}
			""")
	void olderFormReadsBackInBothForms(String condition, String value, String readBack, String operators) {
		this.api.put(this.device + "/streams/temperature", Json.of("{'unit':{'symbol':'C'}}"));
		String path = create(Json.of("{'name':'n','stream':'temperature','condition':'%s','value':%s,"
				+ "'callback_url':'http://host/','status':'enabled','send_location':true}", condition, value));
		JsonNode view = this.api.get(path).json();
		assertThat(view.get("stream").asString()).isEqualTo("temperature");
		assertThat(view.get("condition").asString()).isEqualTo(condition);
		assertThat(view.get("value").toString()).isEqualTo(readBack);
		assertThat(view.get("unit").asString()).isEqualTo("C");
		assertThat(view.get("conditions").toString()).isEqualTo(Json.of("{'temperature':%s}", operators));
		assertThat(view.get("send_location").asBoolean()).isTrue();
	}

	@Test
	void olderFormIsUpdatedMemberByMember() {
		String path = create(
				Json.of("{'name':'n','stream':'temperature','condition':'>','value':5,'callback_url':'http://host/'}"));
		assertThat(this.api.put(path, Json.of("{'name':'n','value':'7'}")).status()).isEqualTo(204);
		assertThat(this.api.get(path).at("/conditions").toString()).isEqualTo(Json.of("{'temperature':{'gt':7}}"));
		assertThat(this.api.put(path, Json.of("{'name':'n','condition':'<=','stream':'humidity'}")).status())
			.isEqualTo(204);
		JsonNode view = this.api.get(path).json();
		assertThat(view.get("conditions").toString()).isEqualTo(Json.of("{'humidity':{'lte':7}}"));
		assertThat(view.has("unit")).isFalse();
		this.api.put(path, Json.of("{'name':'n','conditions':{'humidity':{'gt':1}}}"));
		assertThat(this.api.get(path).json().has("stream")).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"stream":"t"                                     | {"condition":["not_present"],"value":["not_present"]}
			"value":5                                        | {"stream":["not_present"],"condition":["not_present"]}
			"stream":"t","condition":"!","value":5           | {"condition":["not_valid"]}
			"stream":"t","condition":">","value":"open"      | {"value":["not_valid"]}
			"stream":"t","condition":">","value":{}          | {"value":["not_valid"]}
			"stream":"t","condition":"..","value":5          | {"value":["not_valid"]}
			"stream":"t","condition":"..","value":"5..1"     | {"value":["not_valid"]}
			"stream":"t","condition":"..","value":"a..b"     | {"value":["not_valid"]}
			"stream":"a b","condition":">","value":5         | {"stream":["not_valid"]}
			""")
	void olderFormIsChecked(String members, String errors) {
		assertThat(errors("{\"name\":\"n\",\"callback_url\":\"http://host/\"," + members + "}").toString())
			.isEqualTo(errors);
	}

	@Test
	void copyOfADeviceHasItsTriggers() {
		create(FULL);
		create(Json
			.of("{'name':'old','stream':'temperature','condition':'>','value':5,'callback_url':'http://host/'}"));
		String base = this.device.substring("/devices/".length());
		Api.Response copy = this.api.post("/devices", Json.of("{'base_device':'%s'}", base));
		assertThat(copy.at("/triggers/count").asInt()).isEqualTo(2);
		String id = copy.at("/id").asString();
		String volatiles = "\"(id|url|created|updated)\":\"[^\"]*\"";
		String original = this.api.get(this.device + "/triggers").body();
		String copied = this.api.get("/devices/" + id + "/triggers").body();
		assertThat(copied.replaceAll(volatiles, "")).isEqualTo(original.replaceAll(volatiles, ""));
		assertThat(this.api.get("/devices/" + id + "/triggers").json().findValuesAsString("id"))
			.doesNotContainAnyElementsOf(this.api.get(this.device + "/triggers").json().findValuesAsString("id"));
	}

}
