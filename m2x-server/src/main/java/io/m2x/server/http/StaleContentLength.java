package io.m2x.server.http;

import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Handles a bug of the PHP client, which may repeat the content length of its previous
 * request with a GET or DELETE without a body. If no body comes within a second, the
 * request is forwarded without one, and the connection is closed with the response.
 */
final class StaleContentLength extends ChannelInboundHandlerAdapter {

	private static final String CLIENT = "M2X-PHP/";

	private static final long WAIT_SECONDS = 1;

	private @Nullable HttpRequest held;

	private @Nullable Future<?> wait;

	private boolean bodyGivenUp;

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (this.bodyGivenUp) {
			ReferenceCountUtil.release(message);
		}
		else if (message instanceof HttpRequest request && isDoubtful(request)) {
			this.held = request;
			this.wait = context.executor().schedule(() -> giveUpBody(context), WAIT_SECONDS, TimeUnit.SECONDS);
		}
		else {
			forward(context);
			super.channelRead(context, message);
		}
	}

	private static boolean isDoubtful(HttpRequest request) {
		return request.decoderResult().isSuccess()
				&& (HttpMethod.GET.equals(request.method()) || HttpMethod.DELETE.equals(request.method()))
				&& request.headers().get(HttpHeaderNames.USER_AGENT, "").startsWith(CLIENT)
				&& HttpUtil.getContentLength(request, 0L) > 0 && !HttpUtil.is100ContinueExpected(request);
	}

	private void giveUpBody(ChannelHandlerContext context) {
		@Nullable HttpRequest request = this.held;
		if (request != null) {
			this.bodyGivenUp = true;
			request.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
			HttpUtil.setKeepAlive(request, false);
			forward(context);
			context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
			context.fireChannelReadComplete();
		}
	}

	private void forward(ChannelHandlerContext context) {
		@Nullable HttpRequest request = this.held;
		if (request != null) {
			this.held = null;
			if (this.wait != null) {
				this.wait.cancel(false);
			}
			context.fireChannelRead(request);
		}
	}

	// While the request is held, no other handler reads on.
	@Override
	public void channelReadComplete(ChannelHandlerContext context) throws Exception {
		super.channelReadComplete(context);
		if (this.held != null) {
			context.read();
		}
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		ReferenceCountUtil.release(this.held);
		this.held = null;
	}

}
