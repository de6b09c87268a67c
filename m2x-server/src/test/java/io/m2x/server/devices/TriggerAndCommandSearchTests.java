package io.m2x.server.devices;

import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

class TriggerAndCommandSearchTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	@BeforeAll
	static void createDevices() {
		Api api = server.api();
		String kit = api.post("/distributions", Json.of("{'name':'Kit','visibility':'private'}")).at("/id").asString();
		for (String serial : List.of("d1", "d2")) {
			api.post("/distributions/" + kit + "/devices", Json.of("{'serial':'%s'}", serial));
		}
		for (String serial : List.of("d3", "d4")) {
			api.post("/devices", Json.of("{'name':'N','visibility':'private','serial':'%s'}", serial));
		}
		trigger("t1", "hot", "enabled", null, kit);
		trigger("t2", "cold", "disabled", "d3", null);
		trigger("t3", "hot", "enabled", "d3", null);
		state("t1", "d1", true);
		state("t1", "d2", false);
		state("t3", "d3", true);
		command("reboot", 1483228800000L);
		command("update", 1514764800000L);
		delivery("reboot", "d1", "pending");
		delivery("reboot", "d2", "processed");
		delivery("update", "d1", "rejected");
		delivery("update", "d3", "pending");
	}

	private static JdbcClient jdbc() {
		return TestContext.jdbc(server.server());
	}

	private static void trigger(String id, String name, String status, String serial, String distribution) {
		jdbc().sql("""
				INSERT INTO triggers (public_id, device_id, distribution_id, name, status, conditions, single_stream,
				frequency, callback_url, send_location, notify_on_reset, revision, created_at, updated_at)
				VALUES (:id, (SELECT d.id FROM devices d WHERE d.serial = :serial),
				(SELECT x.id FROM distributions x WHERE x.public_id = :distribution), :name, :status, '{}', FALSE,
				'single', 'http://localhost', FALSE, FALSE, 1, 0, 0)""")
			.param("id", id)
			.param("serial", serial)
			.param("distribution", distribution)
			.param("name", name)
			.param("status", status)
			.update();
	}

	private static void state(String trigger, String serial, boolean activated) {
		jdbc().sql("""
				INSERT INTO trigger_states (trigger_id, device_id, activated) VALUES
				((SELECT t.id FROM triggers t WHERE t.public_id = :trigger),
				(SELECT d.id FROM devices d WHERE d.serial = :serial), :activated)""")
			.param("trigger", trigger)
			.param("serial", serial)
			.param("activated", activated)
			.update();
	}

	private static void command(String name, long sentAt) {
		jdbc().sql("""
				INSERT INTO commands (account_id, public_id, name, data, sent_at) VALUES
				((SELECT MAX(d.account_id) FROM devices d), :name, :name, '{}', :sent)""")
			.param("name", name)
			.param("sent", sentAt)
			.update();
	}

	private static void delivery(String name, String serial, String status) {
		jdbc().sql("""
				INSERT INTO command_deliveries (command_id, device_id, sent_at, status) VALUES
				((SELECT c.id FROM commands c WHERE c.name = :name),
				(SELECT d.id FROM devices d WHERE d.serial = :serial), 0, :status)""")
			.param("name", name)
			.param("serial", serial)
			.param("status", status)
			.update();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			triggers=hot                                          | d1,d2,d3
			triggers=cold,unknown                                 | d3
			triggers=t1                                           | d1,d2
			triggers=*                                            | ''
			activated_triggers=*                                  | d1,d3
			activated_triggers=hot                                | d1,d3
			activated_triggers=t1                                 | d1
			activated_triggers=cold                               | ''
			inactive_triggers=*                                   | d2,d3
			inactive_triggers=hot                                 | d2
			inactive_triggers=cold                                | d3
			enabled_triggers=*                                    | d1,d2,d3
			enabled_triggers=cold                                 | ''
			disabled_triggers=*                                   | d3
			disabled_triggers=t2                                  | d3
			activated_triggers=*&disabled_triggers=*              | d3
			command_status=pending                                | d1,d3
			command_status=sent                                   | d1,d3
			command_status=processed                              | d2
			command_status=rejected                               | d1
			command_name=reboot                                   | d1,d2
			command_name=REBOOT                                   | ''
			command_status=pending&command_name=update            | d3
			command_status=pending&command_since=2017-06-01T00:00:00Z | d3
			command_since=2018-01-01T00:00:00Z                    | d1,d3
			command_since=2018-01-01T00:00:00.001Z                | ''
			command_status=pending&activated_triggers=hot&serial=d1 | d1
			""")
	void devicesAreFoundByTriggersAndCommands(String query, String expected) {
		for (Api.Response response : List.of(this.api.get("/devices/search?sort=serial&" + query),
				this.api.post("/devices/search?sort=serial&" + query, null),
				this.api.get("/devices?sort=serial&" + query))) {
			assertThat(response.status()).as(response.body()).isEqualTo(200);
			assertThat(String.join(",",
					response.at("/devices")
						.values()
						.stream()
						.map((JsonNode device) -> device.get("serial").asString())
						.toList()))
				.isEqualTo(expected);
			assertThat(response.at("/total").asInt()).isEqualTo(response.at("/devices").size());
		}
	}

}
