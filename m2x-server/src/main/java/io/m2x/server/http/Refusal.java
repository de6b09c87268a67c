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

/**
 * The response to what can't come as far as the API, in the form of the API's errors. The
 * connection ends with it.
 */
final class Refusal {

	private Refusal() {
	}

	// The texts are ours and need no escaping.
	static FullHttpResponse of(HttpResponseStatus status, String message, String description) {
		ByteBuf body = Unpooled.copiedBuffer(
				"{\"message\":\"" + message + "\",\"description\":\"" + description + "\"}", StandardCharsets.UTF_8);
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
		response.headers()
			.set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=UTF-8")
			.set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
			.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		return response;
	}

}
