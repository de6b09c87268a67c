package io.m2x.server.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

import io.m2x.server.Json;
import io.m2x.server.http.RawConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Boot's settings of its web server do to the program.
 */
class HttpSettingsTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	@TempDir
	private Path directory;

	private ConfigurableApplicationContext context;

	private String url;

	private void start(String... settings) {
		List<String> all = new ArrayList<>(List.of("--server.port=0",
				"--m2x.server.data-directory=" + this.directory.resolve("data"), "--m2x.server.master-key=" + KEY));
		all.addAll(List.of(settings));
		this.context = M2xServerApplication.application().run(all.toArray(String[]::new));
		this.url = "http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port") + "/v2";
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void forwardedSchemeKeepsHostAndPort() throws Exception {
		start("--server.forward-headers-strategy=native");
		assertAddresses("m2x.example.org:8443", "https://m2x.example.org:8443/v2/devices/");
		assertAddresses("m2x.example.org", "https://m2x.example.org/v2/devices/");
	}

	@Test
	void forwardedSchemeIsNotBelievedUnasked() throws Exception {
		start();
		assertAddresses("m2x.example.org:8443", "http://m2x.example.org:8443/v2/devices/");
	}

	// As proxies pass it on.
	private void assertAddresses(String host, String prefix) throws IOException {
		String body = Json.of("{'name':'N','visibility':'private'}");
		try (RawConnection connection = RawConnection.to(this.url)) {
			RawConnection.Response response = connection
				.send("POST /v2/devices HTTP/1.1\r\nHost: " + host + "\r\nX-Forwarded-Proto: https\r\nX-M2X-KEY: " + KEY
						+ "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
				.read();
			assertThat(response.status()).isEqualTo(201);
			assertThat(response.header("location")).startsWith(prefix);
			assertThat(response.json().at("/url").asString()).startsWith(prefix);
		}
	}

	@Test
	void clientThatPrefersHttp2GetsHttp11() throws Exception {
		start("--server.http2.enabled=true");
		HttpResponse<String> response = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_2)
			.build()
			.send(HttpRequest.newBuilder(URI.create(this.url + "/status")).build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
			"GET /v2/status HTTP/1.1\r\nHost: localhost\r\nX-A: b\u0001c\r\n\r\n" })
	void whatIsNoHttp11IsRefusedAsEver(String request) throws Exception {
		start("--server.http2.enabled=true");
		try (RawConnection connection = RawConnection.to(this.url).send(request)) {
			RawConnection.Response response = connection.read();
			assertThat(response.status()).isEqualTo(400);
			assertThat(response.header("x-m2x-version")).startsWith("v2.");
			assertThat(response.json().at("/message").asString()).isNotBlank();
			assertThat(connection.isClosed()).isTrue();
		}
	}

}
