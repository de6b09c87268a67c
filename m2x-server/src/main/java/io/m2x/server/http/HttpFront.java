package io.m2x.server.http;

import io.netty.channel.ChannelPipeline;
import org.apache.commons.logging.LogFactory;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Puts in front of the API whatever deals with connections and with HTTP as such. Both
 * forms of the server, embedded and program, get it from here and from nowhere else.
 *
 * @since 0.1.0
 */
public final class HttpFront {

	/** Lists of ids make long addresses. */
	private static final int MAX_LINE_LENGTH = 32 * 1024;

	private HttpFront() {
	}

	/**
	 * Extend the description of a server.
	 * @param server the description
	 * @param limits the limits of connections
	 * @return the extended description
	 */
	public static HttpServer install(HttpServer server, HttpLimits limits) {
		BoundedLog log = new BoundedLog(LogFactory.getLog(HttpFront.class));
		Connections connections = new Connections(limits, log);
		return server.httpRequestDecoder((spec) -> spec.maxInitialLineLength(MAX_LINE_LENGTH))
			.httpMessageLogFactory(MaskedMessages.INSTANCE)
			.doOnChannelInit((observer, channel, remote) -> install(channel.pipeline(), limits, connections, log));
	}

	// The order of the handlers, from the network to the API: last before the codec comes
	// first, and last after it too.
	private static void install(ChannelPipeline pipeline, HttpLimits limits, Connections connections, BoundedLog log) {
		if (pipeline.get(NettyPipeline.HttpCodec) != null) {
			ConnectionState state = new ConnectionState();
			pipeline.addBefore(NettyPipeline.HttpCodec, "m2x.brokenConnections", new BrokenConnections(log));
			pipeline.addBefore(NettyPipeline.HttpCodec, "m2x.slowClients", new SlowClients(limits, state, log));
			pipeline.addAfter(NettyPipeline.HttpCodec, "m2x.requestRepair", RequestRepair.INSTANCE);
			pipeline.addAfter(NettyPipeline.HttpCodec, "m2x.connectionLimit", new ConnectionLimit(connections, state));
			pipeline.addAfter(NettyPipeline.HttpCodec, "m2x.unreadBody", new UnreadBody(state));
			pipeline.addAfter(NettyPipeline.HttpCodec, "m2x.connectionState", state);
			pipeline.addAfter(NettyPipeline.HttpCodec, "m2x.lingeringClose", new LingeringClose());
		}
	}

}
