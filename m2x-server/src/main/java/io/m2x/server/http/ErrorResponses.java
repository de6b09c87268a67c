package io.m2x.server.http;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/**
 * Creates the responses to requests that don't reach the API, in the form of the API's
 * errors. They close the connection.
 */
final class ErrorResponses {

	private ErrorResponses() {
	}

	// The response to a request that can't be decoded.
	static FullHttpResponse create(Throwable cause) {
		if (cause instanceof TooLongHttpLineException) {
			return create(HttpResponseStatus.REQUEST_URI_TOO_LONG, "URI Too Long",
					"The first line of the request is too long.");
		}
		if (cause instanceof TooLongHttpHeaderException) {
			return create(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "Request Header Fields Too Large",
					"The headers of the request are too large.");
		}
		return create(HttpResponseStatus.BAD_REQUEST, "Bad Request", "The request is not well-formed HTTP.");
	}

	// The texts are ours and need no escaping.
	static FullHttpResponse create(HttpResponseStatus status, String message, String description) {
		ByteBuf body = Unpooled.copiedBuffer(
				"{\"message\":\"" + message + "\",\"description\":\"" + description + "\"}", StandardCharsets.UTF_8);
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
		response.headers()
			.set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING)
			.set(ServerVersion.HEADER, ServerVersion.VALUE)
			.set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=UTF-8")
			.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
			.set("X-Content-Type-Options", "nosniff")
			.set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
			.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		return response;
	}

}
