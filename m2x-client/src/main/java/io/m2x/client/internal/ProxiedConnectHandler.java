package io.m2x.client.internal;

import java.net.SocketAddress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.util.concurrent.Future;
import reactor.netty.NettyPipeline;

/**
 * Reports a connection through a proxy as connected when the proxy has connected it, not
 * when the proxy itself is connected. So a refusal by the proxy is a failure to connect
 * like any other. Reactor Netty alone takes it for a TLS failure and logs its stack
 * trace.
 */
public final class ProxiedConnectHandler extends ChannelOutboundHandlerAdapter {

	private static final String NAME = "m2x.proxiedConnectHandler";

	private final ProxyHandler proxy;

	private ProxiedConnectHandler(ProxyHandler proxy) {
		this.proxy = proxy;
	}

	/**
	 * Add the handler to a channel that is about to connect through a proxy. Other
	 * channels are left alone.
	 * @param channel the channel of the connection
	 */
	public static void install(Channel channel) {
		if (channel.pipeline().get(NettyPipeline.ProxyHandler) instanceof ProxyHandler proxy) {
			channel.pipeline().addAfter(NettyPipeline.ProxyHandler, NAME, new ProxiedConnectHandler(proxy));
		}
	}

	@Override
	public void connect(ChannelHandlerContext context, SocketAddress remote, SocketAddress local,
			ChannelPromise promise) {
		context.connect(remote, local, context.newPromise()).addListener((reached) -> {
			if (reached.isSuccess()) {
				this.proxy.connectFuture().addListener((made) -> settle(made, promise));
			}
			else {
				settle(reached, promise);
			}
		});
	}

	private static void settle(Future<?> outcome, ChannelPromise promise) {
		if (outcome.isSuccess()) {
			promise.trySuccess();
		}
		else {
			promise.tryFailure(outcome.cause());
		}
	}

}
