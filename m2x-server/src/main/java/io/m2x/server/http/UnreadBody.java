package io.m2x.server.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Closes a connection when the response is written before the body was read. If only a
 * little of the body is left, reads it so that the connection can be reused.
 */
final class UnreadBody extends ChannelOutboundHandlerAdapter {

	private static final int LITTLE = 64 * 1024;

	private final ConnectionState state;

	private boolean closing;

	UnreadBody(ConnectionState state) {
		this.state = state;
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		ChannelPromise written = promise;
		if (message instanceof HttpResponse response && response.status().codeClass() != HttpStatusClass.INFORMATIONAL
				&& isLeftUnread(response)) {
			this.closing = true;
			HttpUtil.setKeepAlive(response, false);
		}
		if (this.closing && message instanceof LastHttpContent) {
			written = promise.unvoid();
			written.addListener(ChannelFutureListener.CLOSE);
		}
		super.write(context, message, written);
	}

	// After a timeout the next request could be taken for the rest of the body.
	private boolean isLeftUnread(HttpResponse response) {
		return this.state.requests() == 1 && this.state.isBodyOpen()
				&& (this.state.bodyLeft() == ConnectionState.UNKNOWN || this.state.bodyLeft() > LITTLE
						|| response.status().equals(HttpResponseStatus.REQUEST_TIMEOUT));
	}

}
