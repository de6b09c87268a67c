package io.m2x.server.app;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import reactor.netty.http.server.HttpServer;

/**
 * Closes the connections that are still open after the graceful shutdown.
 */
class OpenConnections implements AutoCloseable {

	private static final long CLOSE_MILLIS = 1000;

	private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	HttpServer watch(HttpServer server) {
		return server.doOnConnection((connection) -> this.channels.add(connection.channel()));
	}

	@Override
	public void close() {
		this.channels.close().awaitUninterruptibly(CLOSE_MILLIS);
	}

}
