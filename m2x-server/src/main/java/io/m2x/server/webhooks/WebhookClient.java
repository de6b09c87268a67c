package io.m2x.server.webhooks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Sends notifications over HTTP, each over a connection of its own; what comes back
 * besides the status is thrown away unread.
 */
final class WebhookClient implements AutoCloseable {

	/** How long a request may take, from resolving the host to the status. */
	static final Duration TOTAL_TIMEOUT = Duration.ofSeconds(15);

	private static final int CONNECT_MILLIS = 5000;

	private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(WebhookClient.class);

	private final LoopResources loops = LoopResources.create("m2x-webhook", 1, true);

	private final HttpClient client = HttpClient.create(ConnectionProvider.newConnection())
		.runOn(this.loops)
		// Whether to send again is decided elsewhere.
		.disableRetry(true)
		.followRedirect(false)
		.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
		.responseTimeout(RESPONSE_TIMEOUT)
		.headers((headers) -> headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=UTF-8")
			.set(HttpHeaderNames.USER_AGENT, "M2X"));

	// Send a notification and tell whether it was taken, which is never an error.
	Mono<Boolean> send(URI url, String body) {
		return Mono.defer(() -> exchange(url, body.getBytes(StandardCharsets.UTF_8)))
			.timeout(TOTAL_TIMEOUT)
			.map(WebhookClient::isTaken)
			.onErrorResume((ex) -> {
				// The message may hold the address, and that a secret.
				logger.debug("A webhook can't be reached: " + ex.getClass().getSimpleName());
				return Mono.just(false);
			})
			.defaultIfEmpty(false);
	}

	private Mono<HttpClientResponse> exchange(URI url, byte[] content) {
		return this.client.headers((headers) -> headers.setInt(HttpHeaderNames.CONTENT_LENGTH, content.length))
			.post()
			.uri(url)
			.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(content)))
			.response();
	}

	private static boolean isTaken(HttpClientResponse response) {
		int status = response.status().code();
		logger.debug("A webhook answered with status " + status);
		return status >= 200 && status < 300;
	}

	@Override
	public void close() {
		this.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block(Duration.ofSeconds(2));
	}

}
