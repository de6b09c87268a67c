package io.m2x.server.http;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Accepts no connection while too many are open. Those that are evicted take their file
 * descriptors until they are closed, and in a burst others could come faster than that.
 * Belongs to the channel that listens.
 */
final class AcceptGate extends ChannelInboundHandlerAdapter {

	private final int max;

	private final AtomicInteger open = new AtomicInteger();

	AcceptGate(int max) {
		this.max = max;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof Channel accepted) {
			ChannelConfig listener = context.channel().config();
			if (this.open.incrementAndGet() >= this.max) {
				listener.setAutoRead(false);
			}
			accepted.closeFuture().addListener((future) -> {
				this.open.decrementAndGet();
				openIfPossible(listener);
			});
			// One may have been closed after it was counted.
			openIfPossible(listener);
		}
		super.channelRead(context, message);
	}

	private void openIfPossible(ChannelConfig listener) {
		if (this.open.get() < this.max) {
			listener.setAutoRead(true);
		}
	}

}
