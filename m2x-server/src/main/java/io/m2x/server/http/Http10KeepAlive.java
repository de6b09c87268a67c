package io.m2x.server.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Keeps an HTTP/1.0 connection open if the client asks for that and the length of the
 * response is known. Belongs between Reactor Netty, which looks at the header set here,
 * and the API.
 */
final class Http10KeepAlive extends ChannelDuplexHandler {

	private boolean asked;

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HttpRequest request) {
			this.asked = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0 && HttpUtil.isKeepAlive(request);
		}
		super.channelRead(context, message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (this.asked && message instanceof HttpResponse response
				&& response.status().codeClass() != HttpStatusClass.INFORMATIONAL
				&& !response.headers().contains(HttpHeaderNames.CONNECTION)) {
			HttpUtil.setKeepAlive(response.headers(), HttpVersion.HTTP_1_0, true);
		}
		super.write(context, message, promise);
	}

}
