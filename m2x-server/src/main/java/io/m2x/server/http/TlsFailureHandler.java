package io.m2x.server.http;

import javax.net.ssl.SSLException;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;

import io.m2x.server.http.RateLimitedLog.Kind;

/**
 * Closes connections on which TLS fails. Otherwise the bytes that came instead of TLS
 * would be logged, with the key in them. Belongs between TLS and the codec.
 */
final class TlsFailureHandler extends ChannelInboundHandlerAdapter {

	private final RateLimitedLog log;

	TlsFailureHandler(RateLimitedLog log) {
		this.log = log;
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
		Throwable reason = (cause instanceof DecoderException && cause.getCause() != null) ? cause.getCause() : cause;
		if (reason instanceof SSLException || reason instanceof DecoderException) {
			this.log.warn(Kind.BROKEN_CONNECTION, reason.getClass().getSimpleName());
			context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
		}
		else {
			super.exceptionCaught(context, cause);
		}
	}

}
