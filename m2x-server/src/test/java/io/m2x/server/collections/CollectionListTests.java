package io.m2x.server.collections;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

class CollectionListTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private static String germany;

	private final Api api = server.api();

	@BeforeAll
	static void createCollections() {
		germany = create("Germany", "", "big,north");
		create("Bavaria", germany, "big,south");
		create("France 100%", "", "big");
	}

	private static String create(String name, String parent, String tags) {
		return server.api()
			.post("/collections", Json.of("{'name':'%s','parent':'%s','tags':'%s'}", name, parent, tags))
			.at("/id")
			.asString();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''                      | Germany,Bavaria,France 100%
			parent=                 | Germany,France 100%
			parent                  | Germany,France 100%
			parent=GERMANY          | Bavaria
			name=AN                 | Germany,France 100%
			name=0%25               | France 100%
			name=_                  | ''
			name=                   | Germany,Bavaria,France 100%
			tags=big                | Germany,Bavaria,France 100%
			tags=south,%20big       | Bavaria
			tags=south,north        | ''
			parent=&tags=north      | Germany
			limit=1&page=7          | Germany,Bavaria,France 100%
			""")
	void listIsFilteredAndInTheOrderOfCreation(String query, String expected) {
		Api.Response response = this.api.get("/collections?" + query.replace("GERMANY", germany));
		assertThat(response.status()).isEqualTo(200);
		assertThat(String.join(",", response.at("/collections").findValuesAsString("name"))).isEqualTo(expected);
	}

	@Test
	void listIsBareAndItemsAreWhole() {
		Api.Response response = this.api.get("/collections");
		assertThat(response.json().propertyNames()).containsExactly("collections");
		assertThat(response.headers().map()).doesNotContainKey("link");
		assertThat(response.at("/collections/0")).isEqualTo(this.api.get("/collections/" + germany).json());
		assertThat(response.at("/collections/0/collections").asInt()).isEqualTo(1);
	}

	@Test
	void filtersMayStandInTheBody() {
		assertThat(this.api.get("/collections", Json.of("{'parent':null,'tags':['north']}")).at("/collections").size())
			.isEqualTo(1);
	}

	@Test
	void badFiltersAreRefused() {
		assertThat(this.api.get("/collections?parent=" + "0".repeat(32)).at("/errors").toString())
			.isEqualTo(Json.of("{'parent':['not_found']}"));
		assertThat(this.api.get("/collections", Json.of("{'name':5,'tags':5,'parent':5}")).at("/errors").toString())
			.isEqualTo(Json.of("{'parent':['not_valid'],'name':['not_valid'],'tags':['not_valid']}"));
	}

	@Test
	void longListIsReadInPartsAndEndsWhereTheAnswerIsFull() {
		try (M2xServer other = TestServers.builder().start()) {
			Api api = Api.of(other);
			for (int i = 0; i < 101; i++) {
				api.post("/collections", Json.of("{'name':'c%d'}", i));
			}
			List<String> names = api.get("/collections").at("/collections").findValuesAsString("name");
			assertThat(names).hasSize(101).doesNotHaveDuplicates().startsWith("c0", "c1").endsWith("c100");
			String fields = IntStream.range(0, 900)
				.mapToObj((number) -> "\"m" + number + "\":\"" + "x".repeat(5000) + "\"")
				.collect(Collectors.joining(","));
			for (String name : List.of("full", "fuller")) {
				assertThat(
						api.post("/collections", "{\"name\":\"" + name + "\",\"metadata\":{" + fields + "}}").status())
					.isEqualTo(201);
			}
			assertThat(api.get("/collections").at("/collections").findValuesAsString("name")).hasSize(102)
				.endsWith("full");
			assertThat(api.get("/collections?name=fuller").at("/collections").size()).isEqualTo(1);
		}
	}

}
