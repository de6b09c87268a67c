#!/usr/bin/env bash
# Closing one Spring application context ends the WebClients of another one in the same JVM.
#
# Versions: org.springframework:spring-webflux 7.0.8, io.projectreactor.netty:reactor-netty-http 1.3.6, JDK 17.
# Expected: a bean belongs to its context. When a second context with a ReactorResourceFactory of its own is closed (a test, a
#           parent and a child, two applications of a server), WebClients of the first go on working: their factory was not closed.
# Seen:     with the default, useGlobalResources=true, both factories stand for the same global event loops. The first one to close
#           disposes them, and the WebClient of the context that is still open fails with RejectedExecutionException. With
#           setUseGlobalResources(false) in the context that is still open, its WebClient survives.
# Matters:  Spring Boot makes such a factory in every application with a reactive HTTP client. Libraries that must be able to send
#           something until their context closes (outboxes, metrics, brokers) need event loops of their own.
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
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

import com.sun.net.httpserver.HttpServer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

class Finding {

	public static void main(String[] args) throws Exception {
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, 4);
			exchange.getResponseBody().write("done".getBytes(StandardCharsets.US_ASCII));
			exchange.close();
		});
		server.start();
		String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
		for (boolean global : new boolean[] { false, true }) {
			GenericApplicationContext first = context(global);
			WebClient client = first.getBean(WebClient.class);
			System.out.println("global " + global + ", before: " + call(client, url));
			context(true).close();
			System.out.println("global " + global + ", after another context was closed: " + call(client, url));
			first.close();
		}
		System.exit(0);
	}

	private static GenericApplicationContext context(boolean global) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean(ReactorResourceFactory.class, () -> {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(global);
			return factory;
		});
		context.registerBean(WebClient.class, () -> WebClient.builder()
			.clientConnector(new ReactorClientHttpConnector(context.getBean(ReactorResourceFactory.class), (client) -> client))
			.build());
		context.refresh();
		return context;
	}

	private static String call(WebClient client, String url) {
		try {
			return client.get().uri(url).retrieve().bodyToMono(String.class).block(Duration.ofSeconds(10));
		}
		catch (RuntimeException ex) {
			Throwable cause = ex;
			while (!(cause instanceof RejectedExecutionException) && cause.getCause() != null) {
				cause = cause.getCause();
			}
			return cause.getClass().getSimpleName();
		}
	}

}
JAVA
javac -cp 'lib/*' Finding.java
java -cp 'lib/*:.' Finding 2>/dev/null | tee seen
diff seen - <<'SEEN' || { echo "The behaviour has changed." >&2; exit 1; }
global false, before: done
global false, after another context was closed: done
global true, before: done
global true, after another context was closed: RejectedExecutionException
SEEN
echo "As described."
