package io.m2x.server.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Tracks the requests of a connection and their responses. Belongs right behind the
 * codec; other handlers have a reference.
 */
final class ConnectionState extends ChannelDuplexHandler {

	static final long UNKNOWN = -1;

	/** Requests whose response is not complete; read by other threads too. */
	private volatile int requests;

	/** When the last response was complete, or else when the connection began. */
	private volatile long since = System.nanoTime();

	private volatile boolean served;

	/** How many requests have come, so that a new one is noticed. */
	private long count;

	private boolean bodyOpen;

	private long bodyLeft;

	private boolean informational;

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HttpRequest request) {
			this.count++;
			setRequests(this.requests, 1);
			this.bodyOpen = true;
			this.bodyLeft = (request.decoderResult().isFailure() || HttpUtil.isTransferEncodingChunked(request))
					? UNKNOWN : HttpUtil.getContentLength(request, 0L);
		}
		if (message instanceof HttpContent content) {
			if (this.bodyLeft > 0) {
				this.bodyLeft = Math.max(this.bodyLeft - content.content().readableBytes(), 0);
			}
			if (message instanceof LastHttpContent) {
				this.bodyOpen = false;
			}
		}
		super.channelRead(context, message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (message instanceof HttpResponse response) {
			this.informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
		}
		if (message instanceof LastHttpContent && !this.informational && this.requests > 0) {
			this.since = System.nanoTime();
			this.served = true;
			setRequests(this.requests, -1);
		}
		super.write(context, message, promise);
	}

	// Only the event loop of the connection writes.
	private void setRequests(int before, int more) {
		this.requests = before + more;
	}

	int requests() {
		return this.requests;
	}

	long since() {
		return this.since;
	}

	boolean served() {
		return this.served;
	}

	long count() {
		return this.count;
	}

	/**
	 * Return whether some of the newest request's body is still to come.
	 * @return whether its end has not been seen
	 */
	boolean isBodyOpen() {
		return this.bodyOpen;
	}

	/**
	 * Return how much of the body is still to come.
	 * @return the number of bytes, or {@link #UNKNOWN}
	 */
	long bodyLeft() {
		return this.bodyLeft;
	}

}
