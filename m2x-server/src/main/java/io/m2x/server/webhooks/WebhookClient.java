package io.m2x.server.webhooks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.UnaryOperator;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import io.m2x.server.web.WebAddress;

/**
 * Sends notifications over HTTP, each over its own connection. Reads nothing but the
 * status of the response.
 */
final class WebhookClient implements AutoCloseable {

	/** How long a request may take, from resolving the host to the status. */
	static final Duration TOTAL_TIMEOUT = Duration.ofSeconds(15);

	static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(WebhookClient.class);

	private final LoopResources loops = LoopResources.create("m2x-webhook", 1, true);

	private final HttpClient client;

	WebhookClient() {
		this(UnaryOperator.identity());
	}

	WebhookClient(UnaryOperator<HttpClient> customizer) {
		this.client = customizer.apply(HttpClient.create(ConnectionProvider.newConnection()))
			.runOn(this.loops)
			// The caller decides about retries.
			.disableRetry(true)
			.followRedirect(false)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
			.responseTimeout(RESPONSE_TIMEOUT)
			.doOnChannelInit((observer, channel, remote) -> bearBareLineFeeds(channel.pipeline()))
			.headers((headers) -> headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=UTF-8")
				.set(HttpHeaderNames.USER_AGENT, "M2X"));
	}

	// Small servers end their lines like that, and RFC 9112 2.2 allows to accept it.
	// Reactor Netty has no setting for it.
	private static void bearBareLineFeeds(ChannelPipeline pipeline) {
		if (pipeline.get(NettyPipeline.HttpCodec) != null) {
			pipeline.replace(NettyPipeline.HttpCodec, NettyPipeline.HttpCodec,
					new HttpClientCodec(new HttpDecoderConfig().setStrictLineParsing(false), false, false));
		}
	}

	// Send a notification and return the outcome; the result is never an error.
	Mono<Outcome> send(@Nullable WebAddress address, String body) {
		if (address == null) {
			return Mono.just(Outcome.NO_ADDRESS);
		}
		return Mono.defer(() -> exchange(address, body.getBytes(StandardCharsets.UTF_8)))
			.timeout(TOTAL_TIMEOUT)
			.map((response) -> Outcome.of(response.status().code()))
			.onErrorResume((ex) -> Mono.just(Outcome.of(ex)))
			.defaultIfEmpty(Outcome.NO_RESPONSE)
			.doOnNext((outcome) -> logger.debug("A notification was "
					+ (outcome.isAccepted() ? "accepted" : "not accepted: " + outcome.failure())));
	}

	private Mono<HttpClientResponse> exchange(WebAddress address, byte[] content) {
		return this.client
			.headers((headers) -> headers.set(HttpHeaderNames.HOST, address.authority())
				.setInt(HttpHeaderNames.CONTENT_LENGTH, content.length))
			.post()
			.uri(uri(address))
			.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(content)))
			.response();
	}

	// As text, since a URI has no host with an underscore. Reactor Netty does not
	// recognize a port of one digit.
	private static String uri(WebAddress address) {
		return address.scheme() + "://" + address.host() + ":"
				+ String.format(Locale.ROOT, "%02d", address.effectivePort()) + address.target();
	}

	@Override
	public void close() {
		this.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block(Duration.ofSeconds(2));
	}

}
