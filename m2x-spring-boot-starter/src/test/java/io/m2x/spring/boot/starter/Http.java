package io.m2x.spring.boot.starter;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;

import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends HTTP requests to an application.
 */
final class Http {

	private Http() {
	}

	static HttpResponse<String> get(ApplicationContext application, String path) {
		String port = application.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
		return HttpClient.newHttpClient()
			.sendAsync(request, HttpResponse.BodyHandlers.ofString())
			.orTimeout(30, TimeUnit.SECONDS)
			.join();
	}

	static void assertThatHealthIsServed(ApplicationContext application) {
		HttpResponse<String> response = get(application, "/actuator/health");
		assertThat(response.statusCode()).isEqualTo(200);
		JsonNode m2x = JsonMapper.builder().build().readTree(response.body()).at("/components/m2x");
		assertThat(m2x.path("status").asString("")).isEqualTo("UP");
		assertThat(m2x.at("/details/api").asString("")).isEqualTo("OK");
		assertThat(response.body()).doesNotContain(StubM2x.KEY);
	}

}
