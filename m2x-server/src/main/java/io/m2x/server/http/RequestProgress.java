package io.m2x.server.http;

import java.util.concurrent.atomic.AtomicReference;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/**
 * How much of a request has come. Its body ends in any case, so who has read it asks here
 * whether that was the end which its sender meant.
 *
 * @since 0.1.0
 */
public enum RequestProgress {

	/** Not all of the request has come. */
	INCOMPLETE,

	/** The request has come as its sender meant it. */
	COMPLETE,

	/** The request has ended in something that is not HTTP. */
	MALFORMED;

	private static final AttributeKey<RequestProgress> KEY = AttributeKey.valueOf(RequestProgress.class, "current");

	/**
	 * Return how much of a request has come. Between the end of its body and the end of
	 * its response, this does not change.
	 * @param request the request
	 * @return what is known at this moment; a request that came on another way than
	 * through {@link HttpPipeline} is whole
	 */
	public static RequestProgress of(ServerHttpRequest request) {
		AtomicReference<RequestProgress> found = new AtomicReference<>(COMPLETE);
		if (ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest nativeRequest) {
			nativeRequest.withConnection((connection) -> found.set(of(connection.channel())));
		}
		return found.get();
	}

	// A request that was given up has lost its connection.
	private static RequestProgress of(Channel channel) {
		@Nullable RequestProgress progress = channel.attr(KEY).get();
		if (progress == null) {
			return channel.isActive() ? COMPLETE : INCOMPLETE;
		}
		return progress;
	}

	void set(Channel channel) {
		channel.attr(KEY).set(this);
	}

}
