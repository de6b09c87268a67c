package io.m2x.server.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultEventExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.util.Assert;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import io.m2x.server.listener.Listener;

/**
 * Listens for HTTP with threads of its own. The program does without it: there Spring
 * Boot's web server listens.
 *
 * @since 0.1.0
 */
public final class HttpListener implements Listener {

	private static final Log logger = LogFactory.getLog(HttpListener.class);

	/**
	 * How long requests in flight may take to finish after the server was stopped. With
	 * what the workers are given after that, stopping takes five seconds.
	 */
	private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(4);

	private static final int MIN_COMPRESSED_SIZE = 1024;

	private final ApplicationContext context;

	private final String host;

	private final int port;

	private final HttpLimits limits;

	private volatile @Nullable OpenPort open;

	/**
	 * Create a listener that does not listen yet.
	 * @param context the context with the handlers of requests
	 * @param host the host name or IP address to listen on
	 * @param port the port, zero for any free one
	 * @param limits the limits of connections
	 */
	public HttpListener(ApplicationContext context, String host, int port, HttpLimits limits) {
		this.context = context;
		this.host = host;
		this.port = port;
		this.limits = limits;
	}

	@Override
	public void start() {
		HttpHandler handler = WebHttpHandlerBuilder.applicationContext(this.context).build();
		LoopResources loops = LoopResources.create("m2x-server", LoopResources.DEFAULT_IO_WORKER_COUNT, true);
		DefaultEventExecutor executor = new DefaultEventExecutor();
		// With a group, closing the server waits for the requests in flight.
		ChannelGroup channels = new DefaultChannelGroup(executor);
		try {
			DisposableServer server = HttpPipeline.install(HttpServer.create(), this.limits)
				.host(this.host)
				.port(this.port)
				.runOn(loops)
				.channelGroup(channels)
				.compress(MIN_COMPRESSED_SIZE)
				.handle(new ReactorHttpHandlerAdapter(handler))
				.bindNow();
			this.open = new OpenPort(loops, executor, server);
		}
		catch (RuntimeException ex) {
			release(loops, executor);
			throw ex;
		}
	}

	@Override
	public boolean isRunning() {
		return this.open != null;
	}

	@Override
	public int port() {
		@Nullable OpenPort port = this.open;
		Assert.state(port != null, "The HTTP listener does not run; start the server");
		return port.server().port();
	}

	@Override
	public void stop() {
		@Nullable OpenPort port = this.open;
		if (port == null) {
			return;
		}
		this.open = null;
		try {
			port.server().disposeNow(DRAIN_TIMEOUT);
		}
		catch (IllegalStateException ex) {
			logger.warn("Some requests were cut off, because the HTTP listener could not finish them when it stopped",
					ex);
		}
		finally {
			release(port.loops(), port.executor());
		}
	}

	private static void release(LoopResources loops, DefaultEventExecutor executor) {
		try {
			loops.disposeLater(Duration.ZERO, Duration.ofSeconds(2)).block(Duration.ofSeconds(5));
		}
		finally {
			executor.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
		}
	}

	/**
	 * What is there while the listener runs.
	 *
	 * @param loops the threads of the connections
	 * @param executor the thread that closes them
	 * @param server the port
	 */
	private record OpenPort(LoopResources loops, DefaultEventExecutor executor, DisposableServer server) {

	}

}
