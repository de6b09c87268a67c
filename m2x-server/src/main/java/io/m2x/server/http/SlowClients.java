package io.m2x.server.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

import io.m2x.server.http.RateLimitedLog.Kind;

/**
 * Closes connections whose client is too slow: to send the first request, the headers of
 * a request or the next request, or to read a response. Measures the total, so that a
 * byte now and then does not help. Bodies are watched where they are read. Belongs
 * between TLS and the codec.
 */
final class SlowClients extends ChannelDuplexHandler {

	private static final long MIN_PERIOD_MILLIS = 50;

	private static final long MAX_PERIOD_MILLIS = 5000;

	private final HttpLimits limits;

	private final ConnectionState state;

	private final RateLimitedLog log;

	private final long periodMillis;

	private final long begin = System.nanoTime();

	/** When the first byte of the headers came that are not complete; 0 for none. */
	private long headersSince;

	private long seen;

	private boolean received;

	private long written;

	/** Since when what is sent is watched, and how much was before; 0 for not at all. */
	private long sendingSince;

	private long sentBefore;

	private boolean closing;

	SlowClients(HttpLimits limits, ConnectionState state, RateLimitedLog log) {
		this.limits = limits;
		this.state = state;
		this.log = log;
		long shortest = Stream.of(limits.idleTimeout(), limits.headerTimeout(), limits.stallTimeout())
			.mapToLong(Duration::toMillis)
			.min()
			.orElse(MAX_PERIOD_MILLIS);
		this.periodMillis = Math.max(Math.min(shortest / 4, MAX_PERIOD_MILLIS), MIN_PERIOD_MILLIS);
	}

	// With TLS, channelActive would come only after the handshake.
	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		Future<?> watch = context.executor()
			.scheduleWithFixedDelay(() -> look(context), this.periodMillis, this.periodMillis, TimeUnit.MILLISECONDS);
		context.channel().closeFuture().addListener((future) -> watch.cancel(false));
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		this.received = true;
		if (!isBetweenRequests(message) && this.headersSince == 0 && this.state.requests() == 0
				&& !this.state.isBodyOpen()) {
			this.headersSince = System.nanoTime();
		}
		super.channelRead(context, message);
		if (this.seen != this.state.count()) {
			this.seen = this.state.count();
			this.headersSince = 0;
		}
	}

	// Some clients send an empty line after a body.
	private static boolean isBetweenRequests(Object message) {
		return message instanceof ByteBuf buffer && buffer.readableBytes() <= 2
				&& buffer.forEachByte((character) -> character == '\r' || character == '\n') < 0;
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (message instanceof ByteBuf buffer) {
			this.written += buffer.readableBytes();
		}
		super.write(context, message, promise);
	}

	private void look(ChannelHandlerContext context) {
		long now = System.nanoTime();
		if (isSending(context, now)) {
			if (isTooSlow(context, now)) {
				end(context, "it did not read a response");
			}
		}
		else if (this.state.requests() == 0) {
			lookForRequest(context, now);
		}
	}

	private void lookForRequest(ChannelHandlerContext context, long now) {
		if (this.seen == 0 || this.headersSince != 0) {
			if (isOver(now, (this.seen == 0) ? this.begin : this.headersSince, this.limits.headerTimeout())) {
				if (this.headersSince != 0) {
					reject(context);
				}
				end(context, this.received ? "it did not complete the headers of a request" : "it sent nothing");
			}
		}
		else if (this.state.isBodyOpen()) {
			if (isOver(now, this.state.since(), this.limits.headerTimeout())) {
				end(context, "it did not send the rest of a body");
			}
		}
		else if (isOver(now, this.state.since(), this.limits.idleTimeout())) {
			// Idle connections end every day and are not logged.
			end(context, null);
		}
	}

	private static boolean isOver(long now, long since, Duration limit) {
		return now - since > limit.toNanos();
	}

	private void reject(ChannelHandlerContext context) {
		context.pipeline()
			.context(ConnectionLimit.class)
			.writeAndFlush(ErrorResponses.create(HttpResponseStatus.REQUEST_TIMEOUT, "Request Timeout",
					"The rest of the headers did not arrive in time; send the request again."))
			.addListener(ChannelFutureListener.CLOSE);
	}

	private void end(ChannelHandlerContext context, @Nullable String reason) {
		if (this.closing) {
			return;
		}
		this.closing = true;
		if (reason != null) {
			this.log.warn(Kind.SLOW_CLIENT, reason);
		}
		context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
	}

	private boolean isSending(ChannelHandlerContext context, long now) {
		if (pending(context.channel()) == 0) {
			this.sendingSince = 0;
			return false;
		}
		if (this.sendingSince == 0) {
			this.sendingSince = now;
			this.sentBefore = sent(context);
		}
		return true;
	}

	// Each window anew: what the network's buffers take at first says nothing. They take
	// more only when a third of them is free, so that a short window can see no progress
	// where there is some.
	private boolean isTooSlow(ChannelHandlerContext context, long now) {
		double seconds = (now - this.sendingSince) / (double) TimeUnit.SECONDS.toNanos(1);
		if (seconds < 2 * this.limits.stallTimeout().toMillis() / 1000.0) {
			return false;
		}
		boolean slow = sent(context) - this.sentBefore < this.limits.minRate() * seconds;
		this.sendingSince = 0;
		return slow;
	}

	// Return how many bytes are still to be sent.
	static long pending(Channel channel) {
		@Nullable ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
		return (buffer != null) ? buffer.totalPendingWriteBytes() : 0;
	}

	private long sent(ChannelHandlerContext context) {
		@Nullable ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
		return this.written - pending(context.channel()) + ((buffer != null) ? buffer.currentProgress() : 0);
	}

}
