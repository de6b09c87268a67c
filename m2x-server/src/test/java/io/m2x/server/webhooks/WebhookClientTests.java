package io.m2x.server.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.Json;
import io.m2x.server.web.WebAddress;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookClientTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final WebhookClient client = new WebhookClient((http) -> http.resolver(new Everywhere()));

	private ServerSocket receiver;

	@BeforeEach
	void listen() throws IOException {
		this.receiver = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
	}

	@AfterEach
	void stop() throws IOException {
		this.receiver.close();
		this.client.close();
	}

	// Answer one request with bytes and give back the request.
	private CompletableFuture<String> respond(String response) {
		return CompletableFuture.supplyAsync(() -> {
			try (Socket socket = this.receiver.accept()) {
				InputStream in = socket.getInputStream();
				StringBuilder request = new StringBuilder();
				while (!request.toString().endsWith(Json.of("{'a':1}"))) {
					int octet = in.read();
					if (octet < 0) {
						break;
					}
					request.append((char) octet);
				}
				socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
				socket.getOutputStream().flush();
				return request.toString();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private Outcome send(String url) {
		return this.client.send(WebAddress.parse(url), Json.of("{'a':1}")).block(LIMIT);
	}

	private String url(String host) {
		return "http://" + host + ":" + this.receiver.getLocalPort();
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
			"HTTP/1.0 200 OK\n\n", "HTTP/1.1 204 No Content\n\n", "HTTP/1.1 200 OK\nServer: x\r\nConnection: close\n\n",
			"HTTP/1.1 202 Accepted\nTransfer-Encoding: chunked\n\n2\nok\n0\n\n", "HTTP/1.1 200 \n\n",
			"HTTP/1.1 200\r\n\r\n" })
	void successIsUnderstoodWhateverItsLineEnds(String response) {
		CompletableFuture<String> request = respond(response);
		assertThat(send(url("127.0.0.1")).failure()).isNull();
		assertThat(request).succeedsWithin(LIMIT);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			HTTP/1.1 500 Oops\\n\\n          | status 500
			HTTP/1.1 302 Found\\r\\n\\r\\n   | status 302
			''                               | the connection was closed without a response
			SSH-2.0-OpenSSH_9.2\\r\\n        | what came back is no HTTP response
			""")
	void reasonsOfFailuresAreTold(String response, String reason) {
		CompletableFuture<String> request = respond(response.replace("\\r", "\r").replace("\\n", "\n"));
		assertThat(send(url("127.0.0.1")).failure()).startsWith(reason);
		assertThat(request).succeedsWithin(LIMIT);
	}

	@Test
	void reasonsTellNoSecret() throws IOException {
		this.receiver.close();
		assertThat(send(url("127.0.0.1") + "/secret?token=secret").failure()).isEqualTo("the connection was refused");
		assertThat(send(url("unknown.invalid") + "/secret?token=secret").failure()).isEqualTo("the host is unknown");
		assertThat(this.client.send(null, "").block(LIMIT).failure()).isEqualTo("the address is not valid");
	}

	@Test
	void receiverWithoutTlsIsNoReceiverWithTls() {
		CompletableFuture<Void> response = CompletableFuture.runAsync(() -> {
			try (Socket socket = this.receiver.accept()) {
				socket.getInputStream().read();
				socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		assertThat(send(url("127.0.0.1").replace("http:", "https:")).failure()).isEqualTo("the TLS handshake failed");
		assertThat(response).succeedsWithin(LIMIT);
	}

	@Test
	void whatGoesOutIsWellFormed() throws Exception {
		for (List<String> each : List.of(List.of(url("home_assistant") + "/hook_1", "/hook_1", "home_assistant"),
				List.of(url("münchen.example") + "/grüße?ort=köln&a[]=1#part",
						"/gr%C3%BC%C3%9Fe?ort=k%C3%B6ln&a%5B%5D=1", "xn--mnchen-3ya.example"),
				List.of(url("127.0.0.1") + "?x=%2f", "/?x=%2f", "127.0.0.1"))) {
			CompletableFuture<String> request = respond("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
			assertThat(send(each.get(0)).failure()).isNull();
			assertThat(request.get()).startsWith("POST " + each.get(1) + " HTTP/1.1\r\n")
				.containsIgnoringCase("\r\nhost: " + each.get(2) + ":" + this.receiver.getLocalPort() + "\r\n")
				.containsIgnoringCase("\r\ncontent-length: 7\r\n");
		}
	}

	/**
	 * Finds every host on this machine, but those that can't be anywhere.
	 */
	private static final class Everywhere extends AddressResolverGroup<InetSocketAddress> {

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetNameResolver(executor) {

				@Override
				protected void doResolve(String host, Promise<InetAddress> promise) {
					if (host.endsWith(".invalid")) {
						promise.setFailure(new UnknownHostException("Failed to resolve '" + host + "'"));
					}
					else {
						promise.setSuccess(InetAddress.getLoopbackAddress());
					}
				}

				@Override
				protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
					doResolve(host, executor().<InetAddress>newPromise().addListener((Future<InetAddress> one) -> {
						if (one.isSuccess()) {
							promise.setSuccess(List.of(one.getNow()));
						}
						else {
							promise.setFailure(one.cause());
						}
					}));
				}

			}.asAddressResolver();
		}

	}

}
