package io.m2x.client.internal;

import java.net.URI;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ClientHttpRequest;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * Puts the API key into a copy of the request just before it is encoded. Reactor Netty
 * keeps the request with the mask, and logs that.
 */
@ChannelHandler.Sharable
final class KeyPathHandler extends ChannelOutboundHandlerAdapter {

	private static final String NAME = "m2x.keyPathHandler";

	private static final AttributeKey<@Nullable Paths> PATHS = AttributeKey.valueOf(KeyPathHandler.class, "paths");

	private static final KeyPathHandler INSTANCE = new KeyPathHandler();

	private KeyPathHandler() {
	}

	/**
	 * Prepare a request that is about to be sent to get the key in its path.
	 * @param request the request
	 * @param masked its address with the mask
	 * @param unmasked its address with the key
	 * @return {@code false} if the request is not sent through Reactor Netty
	 */
	static boolean prepare(ClientHttpRequest request, URI masked, URI unmasked) {
		Object nativeRequest = request.getNativeRequest();
		return nativeRequest instanceof Connection connection
				&& prepare(connection.channel(), new Paths(path(masked), path(unmasked)));
	}

	private static boolean prepare(Channel channel, Paths paths) {
		ChannelPipeline pipeline = channel.pipeline();
		if (pipeline.get(NAME) == null) {
			if (pipeline.get(NettyPipeline.HttpCodec) == null) {
				return false;
			}
			pipeline.addAfter(NettyPipeline.HttpCodec, NAME, INSTANCE);
		}
		channel.attr(PATHS).set(paths);
		return true;
	}

	private static String path(URI uri) {
		return (uri.getRawQuery() != null) ? uri.getRawPath() + "?" + uri.getRawQuery() : uri.getRawPath();
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		Object outgoing = message;
		if (message instanceof HttpRequest request) {
			Paths paths = context.channel().attr(PATHS).getAndSet(null);
			// Another path belongs to another request, such as one after a redirect.
			if (paths != null && paths.masked().equals(request.uri())) {
				outgoing = withUri(request, paths.unmasked());
			}
		}
		super.write(context, outgoing, promise);
	}

	private static HttpRequest withUri(HttpRequest request, String uri) {
		return (request instanceof FullHttpRequest full)
				? new DefaultFullHttpRequest(full.protocolVersion(), full.method(), uri, full.content(), full.headers(),
						full.trailingHeaders())
				: new DefaultHttpRequest(request.protocolVersion(), request.method(), uri, request.headers());
	}

	private record Paths(String masked, String unmasked) {

		@Override
		public String toString() {
			return this.masked;
		}

	}

}
