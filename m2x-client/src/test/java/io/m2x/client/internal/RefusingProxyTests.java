package io.m2x.client.internal;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

import io.m2x.client.M2xClient;
import io.m2x.client.M2xHttpClient;
import io.m2x.client.StubServer;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.retry.RetryOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Connections that a proxy refuses, with TLS and without, whoever made the connector.
 */
class RefusingProxyTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final StubServer server = new StubServer();

	@AfterEach
	void stop() {
		this.server.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "407; the proxy refused the connection with status 407; 1",
					"403; the proxy refused the connection to the server with status 403; 1",
					"502; the proxy refused the connection to the server with status 502; 2" })
	void refusalIsToldAndRetriedWithTlsAsWithout(int status, String reason, int attempts) {
		// To this server, the request for a connection is one like any other.
		this.server.respond(status, "{}");
		HttpClient proxied = HttpClient.create()
			.proxy((spec) -> spec.type(ProxyProvider.Proxy.HTTP)
				.socketAddress(InetSocketAddress.createUnresolved("127.0.0.1", URI.create(this.server.url()).getPort()))
				.username("me")
				.password((name) -> "s3cret"));
		for (HttpClient client : List.of(M2xHttpClient.prepare(proxied), proxied)) {
			for (String scheme : List.of("http", "https")) {
				int before = this.server.received().size();
				M2xClient refused = M2xClient.builder()
					.baseUrl(scheme + "://m2x.example.com/v2")
					.retry(RetryOptions.defaults().withMaxRetries(1).withDelay(Duration.ZERO))
					.connector(new ReactorClientHttpConnector(client))
					.build();
				assertThat(catchThrowableOfType(M2xTransportException.class,
						() -> refused.devices().view(DeviceRef.id("d")).block(LIMIT)))
					.hasMessageContaining(reason)
					.hasMessageNotContaining("s3cret");
				assertThat(this.server.received()).hasSize(before + attempts);
			}
		}
	}

}
