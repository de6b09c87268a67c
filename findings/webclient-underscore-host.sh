#!/usr/bin/env bash
# WebClient reaches a host with an underscore by its base URL, but not by a whole address.
#
# Versions: org.springframework:spring-webflux 7.0.8, io.projectreactor.netty:reactor-netty-http 1.3.6, JDK 17.
# Expected: services of Docker Compose are often named like "m2x_server". java.net.URI knows no host in such an address, but Spring's
#           connector hands it to Reactor Netty as text where Reactor Netty does not take the URI, so both ways work, or neither.
# Seen:     HttpClient.baseUrl("http://m2x_server:port") with a relative address works. A whole address, as WebClient always makes one of
#           its own baseUrl and the path, fails with "Host is not specified": the URI is refused only when the request is subscribed to,
#           after Spring's fallback to text has been passed.
# Matters:  the same Compose file works with curl, and with clients that use the name as text; moving the base URL from WebClient to the
#           Reactor Netty client behind it mends it, which no message says.
# Needs:    a JDK (17 or newer) and Maven. Fails if the behaviour changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-webflux</artifactId><version>7.0.8</version></dependency>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-context</artifactId><version>7.0.8</version></dependency>
    <dependency><groupId>io.projectreactor.netty</groupId><artifactId>reactor-netty-http</artifactId><version>1.3.6</version></dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib

cat >Finding.java <<'JAVA'
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

class Finding {

	public static void main(String[] args) throws Exception {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, 4);
			exchange.getResponseBody().write("done".getBytes(StandardCharsets.US_ASCII));
			exchange.close();
		});
		server.start();
		// Stands in for the name service of Compose.
		HttpClient client = HttpClient.create().resolver(new Loopback());
		for (String host : List.of("m2x-server", "m2x_server")) {
			String base = "http://" + host + ":" + server.getAddress().getPort();
			System.out.println(host + ", base URL of WebClient: "
					+ call(WebClient.builder().baseUrl(base).clientConnector(new ReactorClientHttpConnector(client)), "/status"));
			System.out.println(host + ", base URL of Reactor Netty: "
					+ call(WebClient.builder().clientConnector(new ReactorClientHttpConnector(client.baseUrl(base))), "/status"));
		}
		System.exit(0);
	}

	private static String call(WebClient.Builder client, String path) {
		try {
			return client.build().get().uri(path).retrieve().bodyToMono(String.class).block(Duration.ofSeconds(10));
		}
		catch (RuntimeException ex) {
			Throwable cause = ex;
			while (cause.getCause() != null) {
				cause = cause.getCause();
			}
			return cause.getMessage();
		}
	}

	private static final class Loopback extends AddressResolverGroup<InetSocketAddress> {

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
JAVA
javac -cp 'lib/*' Finding.java
timeout 60 java -cp 'lib/*:.' Finding 2>/dev/null | tee seen
diff seen - <<'SEEN' || { echo "The behaviour has changed." >&2; exit 1; }
m2x-server, base URL of WebClient: done
m2x-server, base URL of Reactor Netty: done
m2x_server, base URL of WebClient: Host is not specified
m2x_server, base URL of Reactor Netty: done
SEEN
echo "As described."
