package io.m2x.server.http;

import java.util.concurrent.atomic.AtomicReference;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Tells whether a request has arrived completely. A body also ends when the connection
 * breaks, so its reader asks here whether it is complete.
 *
 * @since 0.1.0
 */
public enum RequestProgress {

	/** A part of the request is missing. */
	INCOMPLETE,

	/** The request has arrived completely. */
	COMPLETE,

	/** The request ends with bytes that are not HTTP. */
	MALFORMED;

	private static final AttributeKey<RequestProgress> KEY = AttributeKey.valueOf(RequestProgress.class, "current");

	/**
	 * Return the progress of a request. It does not change between the end of the body
	 * and the end of the response.
	 * @param request the request
	 * @return the progress; a request that did not pass the {@link HttpPipeline} is
	 * complete
	 */
	public static RequestProgress of(ServerHttpRequest request) {
		AtomicReference<RequestProgress> found = new AtomicReference<>(COMPLETE);
		if (ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest nativeRequest) {
			nativeRequest.withConnection((connection) -> found.set(of(connection.channel())));
		}
		return found.get();
	}

	// An aborted request has lost its connection.
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
