package io.m2x.client.internal;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.springframework.http.client.reactive.ClientHttpRequest;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * Skips interim responses (1xx) before the final one. Reactor Netty itself skips only 100
 * and takes any other for the final response, so the real one would be read as the
 * response to the next request.
 */
final class InterimResponseHandler extends ChannelInboundHandlerAdapter {

	private static final String NAME = "m2x.interimResponseHandler";

	private boolean skipping;

	/**
	 * Skip interim responses to a request that is about to be sent.
	 * @param request the request
	 */
	static void install(ClientHttpRequest request) {
		Object nativeRequest = request.getNativeRequest();
		if (nativeRequest instanceof Connection connection) {
			ChannelPipeline pipeline = connection.channel().pipeline();
			if (pipeline.get(NAME) == null && pipeline.get(NettyPipeline.HttpCodec) != null) {
				pipeline.addAfter(NettyPipeline.HttpCodec, NAME, new InterimResponseHandler());
			}
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HttpResponse response) {
			this.skipping = isInterim(response.status());
		}
		if (!this.skipping) {
			super.channelRead(context, message);
			return;
		}
		boolean ended = message instanceof LastHttpContent;
		ReferenceCountUtil.release(message);
		if (ended) {
			this.skipping = false;
			// Reactor Netty reads on demand, and has seen nothing of the interim
			// response.
			context.read();
		}
	}

	// After 101 (Switching Protocols) no more HTTP follows.
	private static boolean isInterim(HttpResponseStatus status) {
		return status.codeClass() == HttpStatusClass.INFORMATIONAL
				&& status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
	}

}
