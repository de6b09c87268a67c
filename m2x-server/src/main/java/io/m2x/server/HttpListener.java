package io.m2x.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultEventExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import io.m2x.server.http.HttpFront;
import io.m2x.server.http.HttpLimits;

/**
 * The open port of a server, with threads of its own.
 */
final class HttpListener implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(HttpListener.class);

	/**
	 * How long requests in flight may take to finish after the server was stopped. With
	 * what the workers are given after that, stopping takes five seconds.
	 */
	static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(4);

	private static final int MIN_COMPRESSED_SIZE = 1024;

	private final LoopResources loops;

	private final DefaultEventExecutor executor;

	private final DisposableServer server;

	private HttpListener(LoopResources loops, DefaultEventExecutor executor, DisposableServer server) {
		this.loops = loops;
		this.executor = executor;
		this.server = server;
	}

	static HttpListener start(ApplicationContext context, String host, int port, HttpLimits limits) {
		HttpHandler handler = WebHttpHandlerBuilder.applicationContext(context).build();
		LoopResources loops = LoopResources.create("m2x-server", LoopResources.DEFAULT_IO_WORKER_COUNT, true);
		DefaultEventExecutor executor = new DefaultEventExecutor();
		// With a group, closing the server waits for the requests in flight.
		ChannelGroup channels = new DefaultChannelGroup(executor);
		try {
			DisposableServer server = HttpFront.install(HttpServer.create(), limits)
				.host(host)
				.port(port)
				.runOn(loops)
				.channelGroup(channels)
				.compress(MIN_COMPRESSED_SIZE)
				.handle(new ReactorHttpHandlerAdapter(handler))
				.bindNow();
			return new HttpListener(loops, executor, server);
		}
		catch (RuntimeException ex) {
			release(loops, executor);
			throw ex;
		}
	}

	int port() {
		return this.server.port();
	}

	@Override
	public void close() {
		try {
			this.server.disposeNow(DRAIN_TIMEOUT);
		}
		catch (IllegalStateException ex) {
			logger.warn("Requests that took too long to finish were cut off");
		}
		finally {
			release(this.loops, this.executor);
		}
	}

	private static void release(LoopResources loops, DefaultEventExecutor executor) {
		loops.disposeLater(Duration.ZERO, Duration.ofSeconds(2)).block(Duration.ofSeconds(5));
		executor.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
	}

}
