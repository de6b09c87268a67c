package io.m2x.server.http;

import io.netty.channel.ChannelPipeline;
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
	 * @return the extended description
	 */
	public static HttpServer install(HttpServer server) {
		return server.httpRequestDecoder((spec) -> spec.maxInitialLineLength(MAX_LINE_LENGTH))
			.doOnChannelInit((observer, channel, remote) -> install(channel.pipeline()));
	}

	// The order of the handlers, from the network to the API.
	private static void install(ChannelPipeline pipeline) {
		if (pipeline.get(NettyPipeline.HttpCodec) != null) {
			pipeline.addAfter(NettyPipeline.HttpCodec, "m2x.requestRepair", RequestRepair.INSTANCE);
		}
	}

}
