package io.m2x.server.http;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.ChannelOperations;

import io.m2x.server.http.RateLimitedLog.Kind;

/**
 * Hands the requests of a connection on one at a time, each when all is over with the one
 * before, and keeps the end of the connection back until then.
 * <ul>
 * <li>A request that can't be decoded is refused when it is its turn. Reactor Netty
 * (1.3.6) refuses at once, which is lost if it happens between the last byte of a
 * response and the moment when Reactor Netty has taken notice of having written it.</li>
 * <li>Who sends no more may wait for a response, or may be a device that never looks at
 * one. Either way, what has come as a whole is carried out, and only after that the
 * connection is closed. A request that has not come as a whole goes no further.</li>
 * </ul>
 */
// Nobody waits for the end of a connection.
@SuppressWarnings("FutureReturnValueIgnored")
final class RequestQueue extends ChannelDuplexHandler {

	/** How many parts of further requests may wait before no more is read. */
	private static final int MAX_WAITING = 64;

	private final RateLimitedLog log;

	private final Deque<HttpObject> waiting = new ArrayDeque<>();

	/** Whether there is a request whose response or whose body is not complete. */
	private boolean open;

	/** Whether the open request has come to its end. */
	private boolean complete;

	/** Whether the response to the open request has begun. */
	private boolean responding;

	private boolean informational;

	/** Whether nothing more comes after what is here. */
	private boolean ended;

	/** Whether the connection has to end with the next response. */
	private boolean last;

	private boolean closing;

	RequestQueue(RateLimitedLog log) {
		this.log = log;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (!(message instanceof HttpObject part)) {
			super.channelRead(context, message);
		}
		else if (this.closing || this.last || this.ended) {
			ReferenceCountUtil.release(message);
		}
		else if (!this.waiting.isEmpty() || (this.open && this.complete)) {
			this.waiting.add(part);
			if (this.waiting.size() >= MAX_WAITING) {
				// Sets itself again with the next request.
				context.channel().config().setAutoRead(false);
			}
		}
		else {
			forward(context, part);
		}
	}

	private void forward(ChannelHandlerContext context, HttpObject part) {
		DecoderResult result = part.decoderResult();
		if (part instanceof HttpRequest request) {
			if (result.isFailure()) {
				reject(context, request);
				return;
			}
			this.open = true;
			this.complete = false;
			this.responding = false;
			RequestProgress.INCOMPLETE.set(context.channel());
			context.fireChannelRead(request);
		}
		else if (result.isFailure()) {
			log(result.cause());
			ReferenceCountUtil.release(part);
			// The API asks how the body ended, and refuses.
			this.last = true;
			end(context, LastHttpContent.EMPTY_LAST_CONTENT, RequestProgress.MALFORMED);
		}
		else if (part instanceof LastHttpContent content) {
			end(context, content, RequestProgress.COMPLETE);
		}
		else if (hasNoExchange(context)) {
			ReferenceCountUtil.release(part);
			context.read();
		}
		else {
			context.fireChannelRead(part);
		}
	}

	private void end(ChannelHandlerContext context, LastHttpContent content, RequestProgress progress) {
		this.complete = true;
		progress.set(context.channel());
		if (hasNoExchange(context)) {
			ReferenceCountUtil.release(content);
			proceedLater(context);
		}
		else {
			context.fireChannelRead(content);
		}
	}

	private void reject(ChannelHandlerContext context, HttpRequest request) {
		Throwable cause = request.decoderResult().cause();
		log(cause);
		ReferenceCountUtil.release(request);
		this.closing = true;
		releaseWaiting();
		context.writeAndFlush(ErrorResponses.create(cause)).addListener((future) -> context.channel().close());
	}

	// The message would show what was sent, be it a key.
	private void log(Throwable cause) {
		if (!(cause instanceof PrematureChannelClosureException)) {
			this.log.warn(Kind.MALFORMED_REQUEST, cause.getClass().getSimpleName());
		}
	}

	// Reactor Netty knows of the exchange until it has taken notice of its end.
	private boolean hasNoExchange(ChannelHandlerContext context) {
		return ChannelOperations.get(context.channel()) == null;
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
		if (event instanceof ChannelInputShutdownEvent || event instanceof ChannelOutputShutdownEvent
				|| event instanceof SslCloseCompletionEvent) {
			endOfInput(context);
			return;
		}
		super.userEventTriggered(context, event);
		// One of the events is that an exchange is over.
		if (this.open && this.complete) {
			proceedLater(context);
		}
	}

	private void proceedLater(ChannelHandlerContext context) {
		context.executor().execute(() -> proceed(context));
	}

	private void proceed(ChannelHandlerContext context) {
		if (!this.open || !this.complete || !hasNoExchange(context)) {
			return;
		}
		this.open = false;
		if (this.last) {
			close(context);
			return;
		}
		do {
			@Nullable HttpObject next = this.waiting.poll();
			if (next == null) {
				break;
			}
			forward(context, next);
		}
		while (!(this.open && this.complete));
		if (!this.open && this.ended) {
			close(context);
		}
		else if (!this.open) {
			// Whoever left a body unread has not asked for more.
			context.read();
		}
	}

	private void endOfInput(ChannelHandlerContext context) {
		if (this.ended) {
			return;
		}
		this.ended = true;
		// What is not whole by now will never be.
		while (!this.waiting.isEmpty() && !(this.waiting.getLast() instanceof LastHttpContent)) {
			ReferenceCountUtil.release(this.waiting.removeLast());
		}
		if (!this.open || !this.complete) {
			close(context);
		}
	}

	private void close(ChannelHandlerContext context) {
		this.closing = true;
		releaseWaiting();
		context.channel().close();
	}

	// After a reset there is nothing left to shut down, and the connection is closed
	// under the request. Who would be told of that would stop working on it.
	@Override
	public void channelInactive(ChannelHandlerContext context) throws Exception {
		if (!this.open || !this.complete || this.responding) {
			super.channelInactive(context);
		}
	}

	// Where reading fails, the end of the input is told as well.
	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
		if (!(cause instanceof IOException)) {
			super.exceptionCaught(context, cause);
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		Object written = message;
		if (message instanceof HttpResponse response) {
			this.informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
			if (!this.informational) {
				this.responding = true;
				if (isWithoutBody(response)) {
					ReferenceCountUtil.release(message);
					written = ErrorResponses.create(response.status(), response.status().reasonPhrase(),
							"The request is not valid HTTP.");
				}
				else if (this.last || (this.ended && this.waiting.isEmpty())) {
					HttpUtil.setKeepAlive(response, false);
				}
			}
		}
		super.write(context, written, promise);
	}

	// There is nothing more, and with the native transport reading on would fail.
	@Override
	public void read(ChannelHandlerContext context) throws Exception {
		if (!this.ended) {
			super.read(context);
		}
	}

	// What Reactor Netty refuses on its own.
	private static boolean isWithoutBody(HttpResponse response) {
		return response instanceof FullHttpResponse && response.status().codeClass() == HttpStatusClass.CLIENT_ERROR
				&& !response.headers().contains(ServerVersion.HEADER) && HttpUtil.getContentLength(response, 0) == 0;
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		releaseWaiting();
	}

	private void releaseWaiting() {
		this.waiting.forEach(ReferenceCountUtil::release);
		this.waiting.clear();
	}

}
