package io.m2x.server.http;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import org.apache.commons.logging.LogFactory;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpDecoderSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

/**
 * Installs the handlers for connections and for HTTP in front of the API. The protocol is
 * HTTP/1.1 alone. The embedded server and the program use the same handlers.
 *
 * @since 0.1.0
 */
public final class HttpPipeline {

	/** Lists of ids make long addresses. */
	private static final int MAX_LINE_LENGTH = 32 * 1024;

	private static final int SEND_BUFFER = 128 * 1024;

	private HttpPipeline() {
	}

	/**
	 * Add the handlers to a server.
	 * @param server the description
	 * @param limits the limits of connections
	 * @return the extended server
	 */
	// AUTO_CLOSE is deprecated for as long as Netty 4 exists, and has no successor.
	@SuppressWarnings("deprecation")
	public static HttpServer install(HttpServer server, HttpLimits limits) {
		HttpServer extended = server
			// All handlers below expect one request after the other.
			.protocol(HttpProtocol.HTTP11)
			.httpRequestDecoder((spec) -> spec.maxInitialLineLength(MAX_LINE_LENGTH))
			.httpMessageLogFactory(MaskedMessages.INSTANCE)
			// A client that has sent everything may still be reading.
			.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
			// With larger buffers it takes long to see whether the client reads.
			.childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER)
			// A client that reads no response may have sent more requests.
			.childOption(ChannelOption.AUTO_CLOSE, false);
		HttpDecoderSpec<?> decoder = extended.configuration().decoder();
		RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(HttpPipeline.class));
		Connections connections = new Connections(limits, log);
		return extended.doOnBound((bound) -> bound.channel().pipeline().addFirst("m2x.acceptGate", connections.gate()))
			.doOnChannelInit(
					(observer, channel, remote) -> install(channel.pipeline(), decoder, limits, connections, log));
	}

	// The order of the handlers, from the network to the API. Each adds itself behind the
	// one before.
	private static void install(ChannelPipeline pipeline, HttpDecoderSpec<?> decoder, HttpLimits limits,
			Connections connections, RateLimitedLog log) {
		ConnectionState state = new ConnectionState();
		pipeline.addBefore(NettyPipeline.HttpCodec, "m2x.tlsFailureHandler", new TlsFailureHandler(log));
		pipeline.addBefore(NettyPipeline.HttpCodec, "m2x.slowClients", new SlowClients(limits, state, log));
		pipeline.replace(NettyPipeline.HttpCodec, NettyPipeline.HttpCodec, new RequestCodec(decoder));
		// Sees all that comes in and goes out, so that it knows whether something is
		// under way.
		String last = addAfter(pipeline, NettyPipeline.HttpCodec, "m2x.lingeringClose", new LingeringClose());
		// As do those who ask this one.
		last = addAfter(pipeline, last, "m2x.connectionState", state);
		// Before all handlers that write responses.
		last = addAfter(pipeline, last, "m2x.dateHeader", DateHeader.INSTANCE);
		last = addAfter(pipeline, last, "m2x.connectionLimit", new ConnectionLimit(connections, state));
		// May mark a request as undecodable, which the queue rejects.
		last = addAfter(pipeline, last, "m2x.requestNormalizer", RequestNormalizer.INSTANCE);
		// Before the queue, because it decides where a request ends.
		last = addAfter(pipeline, last, "m2x.staleContentLength", new StaleContentLength());
		last = addAfter(pipeline, last, "m2x.requestQueue", new RequestQueue(log));
		last = addAfter(pipeline, last, "m2x.unreadBody", new UnreadBody(state));
		// Behind the queue there is one request at a time, which each response belongs
		// to.
		addAfter(pipeline, last, "m2x.responseFraming", new ResponseFraming());
		addAfter(pipeline, NettyPipeline.HttpTrafficHandler, "m2x.http10KeepAlive", new Http10KeepAlive());
	}

	private static String addAfter(ChannelPipeline pipeline, String previous, String name, ChannelHandler handler) {
		pipeline.addAfter(previous, name, handler);
		return name;
	}

}
