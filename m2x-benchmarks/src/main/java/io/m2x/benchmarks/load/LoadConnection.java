package io.m2x.benchmarks.load;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.CharsetUtil;
import io.netty.util.ReferenceCountUtil;

/**
 * Sends a request, waits for its response, sends the next, and takes the times.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class LoadConnection extends ChannelInboundHandlerAdapter {

	private final Request request;

	private final BooleanSupplier goOn;

	private final CompletableFuture<long[]> times = new CompletableFuture<>();

	private long[] nanos = new long[1024];

	private int count;

	private long sent;

	private String refusal = "";

	LoadConnection(Request request, BooleanSupplier goOn) {
		this.request = request;
		this.goOn = goOn;
	}

	/**
	 * Return how long each request took.
	 * @return the nanoseconds, when the connection has ended
	 */
	CompletableFuture<long[]> times() {
		return this.times;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		send(context);
	}

	private void send(ChannelHandlerContext context) {
		byte[] bytes = this.request.next();
		this.sent = System.nanoTime();
		context.writeAndFlush(context.alloc().ioBuffer(bytes.length).writeBytes(bytes), context.voidPromise());
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		try {
			if (message instanceof HttpResponse response && response.status().codeClass() != HttpStatusClass.SUCCESS) {
				this.refusal = response.status() + " ";
			}
			if (message instanceof HttpContent content && !this.refusal.isEmpty()) {
				this.refusal += content.content().toString(CharsetUtil.UTF_8);
			}
			if (message instanceof LastHttpContent) {
				received(context);
			}
		}
		finally {
			ReferenceCountUtil.release(message);
		}
	}

	private void received(ChannelHandlerContext context) {
		if (!this.refusal.isEmpty()) {
			fail(context, new IllegalStateException("Not accepted: " + this.refusal));
			return;
		}
		if (this.count == this.nanos.length) {
			this.nanos = Arrays.copyOf(this.nanos, this.count * 2);
		}
		this.nanos[this.count++] = System.nanoTime() - this.sent;
		if (this.goOn.getAsBoolean()) {
			send(context);
		}
		else {
			this.times.complete(Arrays.copyOf(this.nanos, this.count));
			context.close();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		fail(context, new IllegalStateException("The connection was closed by the other side"));
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		fail(context, cause);
	}

	// Does nothing after the times are complete.
	private void fail(ChannelHandlerContext context, Throwable cause) {
		this.times.completeExceptionally(cause);
		context.close();
	}

}
