package io.m2x.server.devices;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
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

class CatalogTests {

	private static Api other;

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private final Api anyone = this.api.anonymous();

	@BeforeAll
	static void createDevices() {
		Api mine = server.api();
		other = server.stranger();
		create(mine, "c1", "Charlie", "public", "{}");
		create(other, "c2", "Alpha", "public", Json.of("{'room':'Hall'}"));
		create(mine, "c3", "Bravo", "public", Json.of("{'room':'hall 3'}"));
		create(mine, "p1", "Secret", "private", Json.of("{'room':'hall'}"));
		create(other, "p2", "Secret too", "private", "{}");
		for (Api owner : List.of(mine, other)) {
			for (String serial : List.of("c1", "c2", "p1", "p2")) {
				owner.put("/devices/serial/" + serial + "/streams/t", "{}");
				owner.put("/devices/serial/" + serial + "/streams/t/value",
						Json.of("{'value':%s,'timestamp':'2017-03-05T08:15:30Z'}", serial.charAt(1)));
			}
		}
	}

	private static void create(Api api, String serial, String name, String visibility, String metadata) {
		assertThat(api
			.post("/devices", Json.of("{'name':'%s','visibility':'%s','serial':'%s','tags':'%s','metadata':%s}", name,
					visibility, serial, serial + ",all", metadata))
			.status()).isEqualTo(201);
	}

	@Test
	void everybodySeesThePublicDevicesOfAllAccountsNewestFirst() {
		String device = this.api.get("/devices/serial/c1").at("/key").asString();
		for (Api caller : List.of(this.anyone, this.api, other, this.api.as(device), this.api.as("f".repeat(32)))) {
			assertThat(DeviceFixtures.serials(caller.get("/devices/catalog"))).containsExactly("c3", "c2", "c1");
			assertThat(DeviceFixtures.serials(caller.get("/devices/catalog/search"))).containsExactly("c3", "c2", "c1");
			assertThat(DeviceFixtures.serials(caller.post("/devices/catalog/search", null))).containsExactly("c3", "c2",
					"c1");
		}
	}

	@Test
	void itemsTellNothingPrivateNotEvenToTheirOwner() {
		for (Api caller : List.of(this.anyone, this.api)) {
			Api.Response response = caller.get("/devices/catalog?include_stream_values=true&include_metadata=true");
			assertThat(response.json().propertyNames()).containsExactly("devices", "total", "pages", "limit",
					"current_page");
			JsonNode item = response.at("/devices/2");
			Set<String> members = Set.copyOf(item.propertyNames());
			assertThat(members)
				.contains("id", "url", "name", "description", "visibility", "status", "serial", "tags", "collections",
						"location", "streams", "last_activity", "created", "updated")
				.doesNotContain("key", "triggers", "metadata");
			assertThat(item.get("streams").propertyNames()).containsExactly("count", "url");
			assertThat(item.at("/streams/count").asInt()).isOne();
			String key = this.api.get("/devices/serial/c1").at("/key").asString();
			assertThat(response.body()).doesNotContain(key, this.api.key());
			assertThat(this.anyone.get("/devices/" + item.get("id").asString()).status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			sort=name                        | c2,c3,c1
			sort=name&dir=desc               | c1,c3,c2
			sort=created                     | c1,c2,c3
			dir=asc                          | c1,c2,c3
			dir=desc                         | c3,c2,c1
			sort=serial                      | c1,c2,c3
			sort=serial&dir=desc             | c3,c2,c1
			sort=last_activity&dir=desc      | c2,c1,c3
			limit=2                          | c3,c2
			limit=2&page=2                   | c1
			limit=0                          | ''
			page=9                           | ''
			name=ALPHA                       | c2
			name=secret                      | ''
			q=a                              | c3,c2,c1
			tags=c1,all                      | c1
			tags=p1                          | ''
			serial=c1,p1,c2                  | c2,c1
			serials=c3                       | c3
			status=disabled                  | ''
			visibility=public                | c3,c2,c1
			visibility=private               | ''
			location=none                    | c3,c2,c1
			collection=x&distribution=y&triggers=z&command_status=lost | c3,c2,c1
			""")
	void catalogSortsAndFilters(String query, String expected) {
		for (Api.Response response : List.of(this.anyone.get("/devices/catalog?" + query),
				this.anyone.get("/devices/catalog/search?" + query),
				this.anyone.post("/devices/catalog/search?" + query, "{}"))) {
			assertThat(String.join(",", DeviceFixtures.serials(response))).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"streams":{"t":{"gte":1}}}                                   | c2,c1
			{"streams":{"t":{"gt":1}}}                                    | c2
			{"metadata":{"room":{"match":"HALL"}}}                        | c3,c2
			{"metadata":{"room":{"match":"HALL"}},"streams":{"t":{"eq":2}},"tags":"all","name":"a"} | c2
			{"name":"r","sort":"name","limit":1,"page":2}                 | c1
			""")
	void bodiesFilterOnBothVerbsAndPaths(String body, String expected) {
		for (Api.Response response : List.of(this.anyone.get("/devices/catalog", body),
				this.anyone.get("/devices/catalog/search", body), this.anyone.post("/devices/catalog/search", body))) {
			assertThat(String.join(",", DeviceFixtures.serials(response))).isEqualTo(expected);
		}
	}

	@Test
	void pagesAreLinked() {
		Api.Response response = this.anyone.post("/devices/catalog/search?limit=2", Json.of("{'tags':'all','page':1}"));
		assertThat(response.at("/total").asInt()).isEqualTo(3);
		assertThat(response.at("/pages").asInt()).isEqualTo(2);
		assertThat(response.headers().allValues("Link"))
			.contains("<%s/devices/catalog/search?limit=2&tags=all&page=2>; rel=\"next\"".formatted(this.api.url()));
		assertThat(this.anyone.get("/devices/catalog?limit=101").at("/limit").asInt()).isEqualTo(100);
		assertThat(this.anyone.get("/devices/catalog").at("/limit").asInt()).isEqualTo(100);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sort=color", "dir=up", "page=0", "limit=-1", "status=broken", "streams=t", "metadata=m",
			"location=here", "modified_since=x" })
	void nonsenseIsRefused(String query) {
		for (String path : List.of("/devices/catalog?", "/devices/catalog/search?")) {
			Api.Response response = this.anyone.get(path + query);
			assertThat(response.status()).isEqualTo(422);
			assertThat(response.at("/errors").propertyNames()).containsExactly(query.substring(0, query.indexOf('=')));
		}
	}

	@Test
	void deviceThatBecomesPrivateLeavesTheCatalog() {
		String device = "/devices/" + this.api.createDevice().get("id").asString();
		assertThat(this.anyone.get("/devices/catalog").at("/total").asInt()).isEqualTo(3);
		this.api.put(device, Json.of("{'name':'N','visibility':'public'}"));
		assertThat(this.anyone.get("/devices/catalog").at("/total").asInt()).isEqualTo(4);
		this.api.put(device, Json.of("{'name':'N','visibility':'private'}"));
		assertThat(this.anyone.get("/devices/catalog").at("/total").asInt()).isEqualTo(3);
		this.api.delete(device);
	}

	@Test
	void catalogIsNoDevice() {
		for (String path : List.of("/devices/catalog", "/devices/catalog/search", "/devices/search")) {
			assertThat(this.api.put(path, Json.of("{'name':'N','visibility':'public'}")).status()).isEqualTo(405);
			assertThat(this.api.delete(path).status()).isEqualTo(405);
		}
		assertThat(this.api.post("/devices/catalog", "{}").status()).isEqualTo(405);
	}

	@Test
	void searchesOfTheAccountLeaveOtherAccountsOut() {
		assertThat(DeviceFixtures.serials(other.get("/devices/search?sort=serial"))).containsExactly("c2", "p2");
		assertThat(DeviceFixtures.serials(other.get("/devices/search?visibility=public"))).containsExactly("c2");
		String foreign = this.api.get("/devices/serial/c1").at("/id").asString();
		assertThat(DeviceFixtures.serials(other.get("/devices/search?ids=" + foreign))).isEmpty();
		assertThat(DeviceFixtures.serials(other.post("/devices/search", Json.of("{'streams':{'t':{'eq':1}}}"))))
			.isEmpty();
	}

}
