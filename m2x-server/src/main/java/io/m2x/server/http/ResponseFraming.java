package io.m2x.server.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Adapts a response to the version of its request: for HTTP/1.0, which has no chunks,
 * closes the connection at the end of the response. Removes headers that don't belong in
 * an interim response.
 */
final class ResponseFraming extends ChannelDuplexHandler {

	private boolean withChunks = true;

	private boolean closing;

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HttpRequest request) {
			this.withChunks = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0;
		}
		super.channelRead(context, message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		ChannelPromise done = promise;
		if (message instanceof HttpResponse response) {
			if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
				response.headers().remove(HttpHeaderNames.CONNECTION);
			}
			else {
				adapt(response);
			}
		}
		if (this.closing && message instanceof LastHttpContent) {
			done = promise.unvoid().addListener(ChannelFutureListener.CLOSE);
		}
		super.write(context, message, done);
	}

	private void adapt(HttpResponse response) {
		// This value switches the compressor off and means nothing to clients.
		if (response.headers().contains(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY, true)) {
			response.headers().remove(HttpHeaderNames.CONTENT_ENCODING);
		}
		if (!this.withChunks && HttpUtil.isTransferEncodingChunked(response)) {
			this.closing = true;
			response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
			HttpUtil.setKeepAlive(response, false);
		}
	}

}
