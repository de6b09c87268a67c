package io.m2x.server.store;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What databases treat differently when they are asked carelessly.
 */
abstract class AbstractEqualAnswersTests {

	/** Greek letters whose upper case takes six bytes each. */
	private static final String GROWING = "\u0390".repeat(10_000);

	private Api api;

	abstract ServerExtension server();

	@BeforeEach
	void call() {
		this.api = server().api();
	}

	private static String device(Api api, String name) {
		return api.post("/devices", Json.of("{'name':'%s','visibility':'private'}", name)).at("/id").asString();
	}

	@Test
	void namesAreInTheOrderOfTheirCodePoints() {
		List<String> names = List.of("B", "Z", "_", "a", "\u00e9", "\ufffd", "\ud83d\ude00");
		Api own = this.api.as(server().server().createAccount("order"));
		names.stream().sorted().forEach((name) -> device(own, name));
		assertThat(own.get("/devices?sort=name&dir=asc").at("/devices").findValuesAsString("name"))
			.containsExactlyElementsOf(names);
		String path = "/devices/" + device(own, "x");
		assertThat(own.put(path + "/metadata", Json.of("{'aa':'1','a_':'2','a1':'3'}")).status()).isEqualTo(204);
		assertThat(own.get(path + "/metadata").json().propertyNames()).containsExactly("a1", "a_", "aa");
	}

	@Test
	void lengthsCountUnitsOfUtf16() {
		assertThat(
				this.api.post("/devices", Json.of("{'name':'%s','visibility':'private'}", "\ud83d\ude00".repeat(125)))
					.status())
			.isEqualTo(201);
		Api.Response longer = this.api.post("/devices",
				Json.of("{'name':'%s','visibility':'private'}", "\ud83d\ude00".repeat(126)));
		assertThat(longer.at("/errors").toString()).isEqualTo(Json.of("{'name':['too_long']}"));
	}

	@Test
	void longTextsAreFoundRegardlessOfCase() {
		Api own = this.api.as(server().server().createAccount("long"));
		String device = own.deviceWithStreams();
		own.put(device + "/streams/text", Json.of("{'type':'alphanumeric'}"));
		assertThat(own.put(device + "/streams/text/value", Json.of("{'value':'%s'}", GROWING)).status()).isEqualTo(202);
		assertThat(own.get("/devices/search", Json.of("{'streams':{'text':{'match':'%s'}}}", GROWING))
			.at("/total")
			.asInt()).isEqualTo(1);
		Api.Response values = own.get(device + "/values/search",
				Json.of("{'conditions':{'text':{'match':'%s'}}}", GROWING));
		assertThat(values.at("/values").size()).isEqualTo(1);
	}

	@Test
	void nothingHasANameWithoutACharacter() {
		List<Api.Response> responses = new ArrayList<>();
		TestContext.bean(server().server(), RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.keySet()
			.forEach((route) -> route.getPatternsCondition().getPatterns().forEach((pattern) -> {
				String path = pattern.getPatternString().substring("/v2".length());
				if (path.contains("{")) {
					String filled = path.replaceAll("\\{(?:[^{}]|\\{[^{}]*\\})*\\}", "%00");
					route.getMethodsCondition()
						.getMethods()
						.forEach((method) -> responses.add(this.api.send(method.name(), filled, "{}")));
				}
			}));
		assertThat(responses).hasSizeGreaterThan(60)
			.allSatisfy((response) -> assertThat(response.status()).isBetween(400, 499));
	}

	@Test
	void negativeZeroIsZero() {
		String stream = this.api.deviceWithStreams("t") + "/streams/t";
		this.api.put(stream + "/value", "{\"value\":-0.0}");
		assertThat(this.api.get(stream + "/values").at("/values/0/value").toString()).isEqualTo("0.0");
		assertThat(this.api.get(stream).at("/value").toString()).isEqualTo("0");
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.MIN_VALUE, -Double.MIN_VALUE, 1e-200, Double.MAX_VALUE, -Double.MAX_VALUE,
			123456.789012345 })
	void numbersComeBackAsTheyWere(double number) {
		String device = this.api.deviceWithStreams("t");
		String stream = device + "/streams/t";
		this.api.put(stream + "/value", "{\"value\":" + number + "}");
		this.api.put(stream + "/value", "{\"value\":" + number + "}");
		assertThat(this.api.get(stream + "/values").at("/values/0/value").asDouble()).isEqualTo(number);
		assertThat(this.api.get(stream + "/values?min=" + number + "&max=" + number).at("/values").size()).isPositive();
		for (String query : List.of("stats?", "sampling?interval=10&type=avg", "sampling?interval=10&type=sum",
				"sampling?interval=10&type=stddev")) {
			assertThat(this.api.get(stream + "/" + query).status()).isEqualTo(200);
		}
		assertThat(this.api.get("/devices/search", "{\"streams\":{\"t\":{\"eq\":" + number + "}}}").status())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "5e-324,5e-324", "1e-200,-1e-200", "0,1e-310", "-1e-310,180", "89.99999999999999,-180" })
	void placesCanBeTinyFractionsApart(String latitude, String longitude) {
		String device = this.api.deviceWithStreams();
		assertThat(this.api.put(device + "/location", "{\"latitude\":" + latitude + ",\"longitude\":" + longitude + "}")
			.status()).isEqualTo(202);
		String id = device.substring("/devices/".length());
		for (String area : List.of(
				"{\"within_circle\":{\"center\":{\"latitude\":%1$s,\"longitude\":%2$s},\"radius\":{\"km\":1e-3}}}",
				"{\"within_circle\":{\"center\":{\"latitude\":1e-170,\"longitude\":3e-180},\"radius\":{\"km\":1e-3}}}",
				"{\"within_polygon\":[{\"latitude\":-1e-200,\"longitude\":-1e-200},{\"latitude\":1e-150,"
						+ "\"longitude\":1e-190},{\"latitude\":3e-170,\"longitude\":1},{\"latitude\":-1,\"longitude\":1e-300}]}")) {
			Api.Response found = this.api.get("/devices/search",
					"{\"ids\":\"" + id + "\",\"location\":" + area.formatted(latitude, longitude) + "}");
			assertThat(found.status()).as(area + found).isEqualTo(200);
			if (area.contains("%1$s")) {
				assertThat(found.at("/total").asInt()).as(area).isEqualTo(1);
			}
		}
	}

}
