package io.m2x.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.retry.RetryOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Addresses that calls go to: what is accepted travels well-formed (RFC 3986).
 */
class BaseUrlTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final StubServer server = new StubServer().respond(200, "{\"id\":\"d\",\"name\":\"n\"}");

	private final String origin = this.server.url().replace("/v2", "");

	@AfterEach
	void stop() {
		this.server.close();
	}

	private M2xClient client(String baseUrl) {
		return M2xClient.builder().baseUrl(baseUrl).retry(RetryOptions.none()).build();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			http://m2x_server:8181/v2      | http://m2x_server:8181/v2
			https://_m2x.my_net/v2         | https://_m2x.my_net/v2
			HTTP://LocalHost:8181/v2       | http://LocalHost:8181/v2
			http://192.0.2.7/v2            | http://192.0.2.7/v2
			http://[::1]:8181/v2           | http://[::1]:8181/v2
			http://[2001:DB8::7]/v2        | http://[2001:DB8::7]/v2
			http://m2x.example.com./v2     | http://m2x.example.com./v2
			http://xn--mnchen-3ya.de/v2    | http://xn--mnchen-3ya.de/v2
			http://localhost:/v2           | http://localhost/v2
			http://localhost:08181/v2      | http://localhost:8181/v2
			http://localhost               | http://localhost
			http://localhost/              | http://localhost
			http://localhost//gw//v2//     | http://localhost/gw/v2
			http://localhost/gw%2Fb/v2     | http://localhost/gw%2Fb/v2
			http://localhost/a%20%7Bx%7D/v2| http://localhost/a%20%7Bx%7D/v2
			http://localhost/gr\u00fcn/v2  | http://localhost/gr%C3%BCn/v2
			http://localhost/a;b=c,d@e:f/v2| http://localhost/a;b=c,d@e:f/v2
			http://localhost/a+b/v2        | http://localhost/a+b/v2
			""")
	void addressIsAccepted(String url, String form) {
		URI baseUrl = client(url).baseUrl();
		assertThat(baseUrl).hasToString(form);
		assertThat(baseUrl.toString()).matches("\\p{ASCII}+");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			http://me:pw@my_host/v2        | user or a password
			http://me@localhost/v2         | user or a password
			http://m\u00fcnchen.de/v2      | in ASCII
			http://my_host:99999/v2        | at most 65535
			http://my_host:999999999999/v2 | at most 65535
			http://localhost:0/v2          | at least 1
			http://localhost:8x/v2         | must contain a host
			http://-localhost/v2           | must contain a host
			http://localhost-/v2           | must contain a host
			http://local..host/v2          | must contain a host
			http://local%41host/v2         | must contain a host
			http://local$host/v2           | must contain a host
			http://:8181/v2                | must contain a host
			http://[fe80::1%25eth0]/v2     | must contain a host
			http://[::1/v2                 | not a valid address
			http://local^host/v2           | not a valid address
			http:localhost/v2              | must contain a host
			http://localhost/a b/v2        | not a valid address
			http://localhost/{x}/v2        | not a valid address
			http://localhost/%zz/v2        | not a valid address
			http://localhost/../v2         | . or ..
			http://localhost/v2/.          | . or ..
			""")
	void addressIsRefused(String url, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> M2xClient.builder().baseUrl(url))
			.withMessageContaining(reason)
			.withMessageNotContaining("pw");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/gw%2Fb/v2", "/a%20b/v2", "/%7Bx%7D/v2", "/gr%C3%BCn/v2", "/a;b=c,d@e:f/v2", "/a+b%25/v2",
			"" })
	void pathTravelsAsItIs(String path) {
		client(this.origin + path).devices().view(DeviceRef.id("d")).block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo(path + "/devices/d");
		client(this.origin + path).streams().view(DeviceRef.id("d"), "a/b {c}").block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo(path + "/devices/d/streams/a%2Fb%20%7Bc%7D");
		client(this.origin + path).keys().view("5ec2e7").block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo(path + "/keys/5ec2e7");
	}

	@Test
	void hostWithUnderscoresIsReached() {
		HttpClient http = M2xHttpClient.prepare(HttpClient.create().resolver(new EverythingIsHere()));
		int port = URI.create(this.origin).getPort();
		M2xClient client = M2xClient.builder()
			.baseUrl("http://m2x_server:" + port + "/v2")
			.connector(M2xHttpClient.connector(http))
			.apiKey("0123456789abcdef")
			.build();
		assertThat(client.devices().view(DeviceRef.id("d")).block(LIMIT).id()).isEqualTo("d");
		assertThat(this.server.last().headers().get("Host")).isEqualTo("m2x_server:" + port);
		assertThat(this.server.last().uri()).isEqualTo("/v2/devices/d");
		client.keys().view("5ec2e7").block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo("/v2/keys/5ec2e7");
	}

	@Test
	void connectorThatCanNotReachAHostWithUnderscoresIsTold() {
		M2xClient client = M2xClient.builder()
			.baseUrl("http://m2x_server:8181/v2")
			.connector(new ReactorClientHttpConnector(HttpClient.create()))
			.build();
		assertThat(failure(client)).isInstanceOf(M2xTransportException.class)
			.hasMessageContaining("can't reach hosts with underscores");
	}

	@Test
	void addressWithoutVersionIsToldWhereNothingIsFound() {
		String hint = "the base URL " + this.origin + " has no version in its path; try " + this.origin + "/v2";
		M2xClient client = client(this.origin);
		for (int status : new int[] { 404, 405 }) {
			for (String body : new String[] { "<html>", "{}", "{\"message\":\"Not Found\"}",
					"{\"message\":\"The specified resource does not exist\"}" }) {
				this.server.respond(status, body);
				assertThat(failure(client)).hasMessageContaining(hint);
			}
		}
		this.server.respond(
				(request, response) -> response.header("Content-Type", "text/html").sendString(Mono.just("<html>")));
		assertThat(failure(client)).isInstanceOf(M2xTransportException.class).hasMessageContaining(hint);
		this.server.respond((request, response) -> response.status(302).header("Location", "/console").send());
		assertThat(failure(client)).hasMessageContaining("redirects are not followed").hasMessageContaining(hint);
		// A gateway may have the version in its own settings.
		this.server.respond(404, "{\"message\":\"Device Not Found\"}");
		assertThat(failure(client)).isInstanceOf(M2xNotFoundException.class).hasMessageNotContaining("version");
		this.server.respond(403, "{\"message\":\"Forbidden\"}");
		assertThat(failure(client)).hasMessageNotContaining("version");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v2", "/m2x/v2", "/v2/m2x", "/m2x/v2.1/v3" })
	void addressWithVersionNeedsNoHint(String path) {
		this.server.respond(404, "{}");
		assertThat(failure(client(this.origin + path))).hasMessage("devices.view failed: HTTP 404");
	}

	private M2xException failure(M2xClient client) {
		return catchThrowableOfType(M2xException.class, () -> client.devices().view(DeviceRef.id("d")).block(LIMIT));
	}

	/**
	 * Says that every host is this one.
	 */
	private static final class EverythingIsHere extends AddressResolverGroup<InetSocketAddress> {

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetNameResolver(executor) {

				@Override
				protected void doResolve(String name, Promise<InetAddress> promise) {
					promise.setSuccess(InetAddress.getLoopbackAddress());
				}

				@Override
				protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
					promise.setSuccess(List.of(InetAddress.getLoopbackAddress()));
				}

			}.asAddressResolver();
		}

	}

}
