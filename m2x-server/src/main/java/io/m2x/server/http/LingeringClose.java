package io.m2x.server.http;

import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * Closes a connection in two steps while its client still sends (RFC 9112, 9.6). Closing
 * it at once would reset it, and the last response would be lost.
 */
// Nobody waits for the end of a connection.
@SuppressWarnings("FutureReturnValueIgnored")
final class LingeringClose extends ChannelDuplexHandler {

	private static final long MAX_MILLIS = 1000;

	/** Whether a request has begun to come and its end was not seen. */
	private boolean sending;

	private boolean responded;

	private boolean lingering;

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (this.lingering) {
			ReferenceCountUtil.release(message);
			return;
		}
		if (message instanceof HttpRequest) {
			this.sending = true;
			this.responded = false;
		}
		if (message instanceof LastHttpContent) {
			this.sending = false;
		}
		if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
			this.sending = true;
		}
		super.channelRead(context, message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		this.responded |= message instanceof LastHttpContent;
		super.write(context, message, promise);
	}

	@Override
	public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
		Channel channel = context.channel();
		if (this.sending && this.responded && !this.lingering && channel.isActive()
				&& channel instanceof DuplexChannel duplex && channel.pipeline().get(SslHandler.class) == null) {
			this.lingering = true;
			duplex.shutdownOutput();
			channel.config().setAutoRead(true);
			context.executor().schedule(() -> context.close(promise), MAX_MILLIS, TimeUnit.MILLISECONDS);
		}
		else {
			super.close(context, promise);
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
		if (event instanceof ChannelInputShutdownEvent) {
			this.sending = false;
		}
		if (!this.lingering) {
			super.userEventTriggered(context, event);
		}
		else if (!(event instanceof ChannelOutputShutdownEvent)) {
			context.close();
		}
	}

}
