package io.m2x.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import reactor.netty.resources.LoopResources;

/**
 * Keeps connections busy from one thread: one request at a time on each, of prepared
 * bytes, over the native transport where there is one.
 */
final class LoadGenerator implements AutoCloseable {

	private final LoopResources loops = LoopResources.create("load", 1, true);

	/**
	 * Send requests over all connections until the time is over, then wait for those in
	 * flight.
	 * @param targets what each connection does
	 * @param duration how long to send
	 * @return how long it took in all, and each request
	 */
	Result run(List<Target> targets, Duration duration) {
		long begin = System.nanoTime();
		List<LoadConnection> connections = targets.stream()
			.map((target) -> connect(target, () -> System.nanoTime() - begin < duration.toNanos()))
			.toList();
		CompletableFuture.allOf(connections.stream().map(LoadConnection::times).toArray(CompletableFuture[]::new))
			.join();
		long end = System.nanoTime();
		long[] times = connections.stream()
			.map(LoadConnection::times)
			.map(CompletableFuture::join)
			.flatMapToLong(Arrays::stream)
			.sorted()
			.toArray();
		return new Result(end - begin, times);
	}

	private LoadConnection connect(Target target, BooleanSupplier goOn) {
		LoadConnection connection = new LoadConnection(target.request(), goOn);
		EventLoopGroup group = this.loops.onClient(true);
		HttpDecoderConfig decoder = new HttpDecoderConfig().setValidateHeaders(false);
		new Bootstrap().group(group)
			.channel(this.loops.onChannelClass(io.netty.channel.socket.SocketChannel.class, group))
			.option(ChannelOption.TCP_NODELAY, true)
			.handler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast(new HttpResponseDecoder(decoder), connection);
				}

			})
			.connect("127.0.0.1", target.port())
			.addListener((connected) -> {
				if (!connected.isSuccess()) {
					connection.times().completeExceptionally(connected.cause());
				}
			});
		return connection;
	}

	@Override
	public void close() {
		this.loops.dispose();
	}

	/**
	 * What came of it.
	 */
	static final class Result {

		private final long nanos;

		private final long[] times;

		private Result(long nanos, long[] times) {
			this.nanos = nanos;
			this.times = times;
		}

		/**
		 * Return how long it took in all.
		 * @return the nanoseconds
		 */
		long nanos() {
			return this.nanos;
		}

		/**
		 * Return how many requests were accepted.
		 * @return the number
		 */
		int count() {
			return this.times.length;
		}

		double perSecond() {
			return this.times.length * 1e9 / this.nanos;
		}

		/**
		 * Return the time within which a part of the requests had their responses.
		 * @param part such as 0.99
		 * @return the milliseconds
		 */
		double millis(double part) {
			return this.times[(int) Math.ceil(part * this.times.length) - 1] / 1e6;
		}

	}

}
