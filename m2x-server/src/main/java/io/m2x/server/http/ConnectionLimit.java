package io.m2x.server.http;

import java.util.regex.Pattern;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

import io.m2x.server.http.Connections.Connection;

/**
 * Counts the connection and rejects its requests if there are too many connections.
 * Requests for the status of the server are served in any case.
 */
final class ConnectionLimit extends ChannelDuplexHandler {

	/** The paths of health checks, which are always served. */
	private static final Pattern STATUS = Pattern.compile("/v2/status/?(?:\\?.*)?|/actuator/health(?:[/?].*)?");

	private final Connections connections;

	private final ConnectionState state;

	private @Nullable Connection connection;

	private boolean rejected;

	ConnectionLimit(Connections connections, ConnectionState state) {
		this.connections = connections;
		this.state = state;
	}

	// With TLS, channelActive would come only after the handshake.
	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		Connection added = this.connections.add(context.channel(), this.state);
		this.connection = added;
		context.channel().closeFuture().addListener((future) -> this.connections.remove(added));
		if (added.isRejected()) {
			context.executor()
				.execute(() -> context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE));
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HttpRequest request && this.connection != null && this.connection.isExcess()
				&& !STATUS.matcher(request.uri()).matches()) {
			this.rejected = true;
			FullHttpResponse response = ErrorResponses.create(HttpResponseStatus.SERVICE_UNAVAILABLE,
					"Service Unavailable", "The server has as many connections as it can take; try again in a moment.");
			response.headers().set(HttpHeaderNames.RETRY_AFTER, 1);
			context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
		}
		if (this.rejected) {
			ReferenceCountUtil.release(message);
		}
		else {
			super.channelRead(context, message);
		}
	}

}
