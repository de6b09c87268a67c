package io.m2x.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Way to a server on which things go wrong as a test wants them to. A fault befalls one
 * request, on a new connection or one that is in use already.
 */
final class FaultProxy implements AutoCloseable {

	private static final Pattern REQUEST = Pattern.compile("(GET|PUT|POST|DELETE) \\S+ HTTP/1\\.1\r\n");

	private static final int BUFFER_SIZE = 64 * 1024;

	private final URI server;

	private final int port;

	private final Queue<Fault> next = new ConcurrentLinkedQueue<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final List<String> forwarded = new CopyOnWriteArrayList<>();

	private final Set<Link> links = ConcurrentHashMap.newKeySet();

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile Fault always = Fault.none();

	private @Nullable ServerSocket listener;

	private @Nullable Thread acceptor;

	FaultProxy(URI server) {
		this.server = server;
		this.port = listen(0);
	}

	URI url() {
		return URI.create("http://127.0.0.1:" + this.port + this.server.getPath());
	}

	/**
	 * Let faults befall the next requests, one each, before all goes well again.
	 * @param faults the faults
	 */
	void next(Fault... faults) {
		this.next.addAll(List.of(faults));
	}

	/**
	 * Let a fault befall every request that has no other.
	 * @param fault the fault
	 */
	void always(Fault fault) {
		this.always = fault;
	}

	/**
	 * Refuse connections from now on, and cut those that are there.
	 */
	synchronized void refuse() {
		Thread accepting = this.acceptor;
		try {
			if (this.listener != null) {
				this.listener.close();
			}
			// Else the port is still taken when it is to be bound again.
			if (accepting != null) {
				accepting.join();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.links.forEach(Link::reset);
	}

	/**
	 * Accept connections again.
	 */
	void accept() {
		listen(this.port);
	}

	/**
	 * Returns the first lines of the requests that came.
	 * @return the lines
	 */
	List<String> requests() {
		return this.requests;
	}

	/**
	 * Returns the first lines of the requests that the server got to see.
	 * @return the lines
	 */
	List<String> forwarded() {
		return this.forwarded;
	}

	private synchronized int listen(int wanted) {
		try {
			ServerSocket socket = new ServerSocket();
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
			this.listener = socket;
			this.acceptor = start("accept", () -> accept(socket));
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept(ServerSocket socket) {
		try {
			while (true) {
				Link link = new Link(socket.accept());
				this.links.add(link);
				start("forth", link::forth);
			}
		}
		catch (IOException ex) {
			// The socket was closed.
		}
	}

	private static Thread start(String name, Runnable work) {
		Thread thread = new Thread(work, "fault-proxy-" + name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	@Override
	public void close() {
		this.closed.countDown();
		refuse();
	}

	/**
	 * What goes wrong with a request.
	 *
	 * @param kind what happens
	 * @param delay how long the response is held back
	 * @param bytes how many bytes of the response come through
	 * @param response what is sent in place of the response of the server
	 */
	record Fault(Kind kind, Duration delay, int bytes, String response) {

		static Fault none() {
			return of(Kind.NONE);
		}

		static Fault delayed(Duration delay) {
			return new Fault(Kind.NONE, delay, 0, "");
		}

		/**
		 * Returns a fault that swallows the request.
		 * @return the fault
		 */
		static Fault blackHole() {
			return of(Kind.BLACK_HOLE);
		}

		/**
		 * Returns a fault that swallows the response.
		 * @return the fault
		 */
		static Fault silence() {
			return of(Kind.SILENCE);
		}

		static Fault cutAfter(int bytes) {
			return new Fault(Kind.CUT, Duration.ZERO, bytes, "");
		}

		/**
		 * Returns a fault that breaks the connection when the request comes.
		 * @return the fault
		 */
		static Fault resetBefore() {
			return of(Kind.RESET_BEFORE);
		}

		/**
		 * Returns a fault that breaks the connection when the response comes.
		 * @return the fault
		 */
		static Fault resetAfter() {
			return of(Kind.RESET_AFTER);
		}

		static Fault response(int status, String... headers) {
			StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Fault\r\n");
			for (String header : headers) {
				text.append(header).append("\r\n");
			}
			return new Fault(Kind.RESPONSE, Duration.ZERO, 0, text + "Content-Length: 0\r\nConnection: close\r\n\r\n");
		}

		private static Fault of(Kind kind) {
			return new Fault(kind, Duration.ZERO, 0, "");
		}

	}

	enum Kind {

		NONE, BLACK_HOLE, SILENCE, CUT, RESET_BEFORE, RESET_AFTER, RESPONSE

	}

	/**
	 * A connection of the client with its other half to the server.
	 */
	private final class Link {

		private final Socket client;

		private final Socket upstream = new Socket();

		private volatile Fault fault = Fault.none();

		private final AtomicInteger left = new AtomicInteger();

		Link(Socket client) {
			this.client = client;
		}

		void forth() {
			byte[] buffer = new byte[BUFFER_SIZE];
			try (this.client; this.upstream) {
				InputStream in = this.client.getInputStream();
				for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
					Matcher request = REQUEST.matcher(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
					boolean begins = request.lookingAt();
					if (begins) {
						begin(request.group().strip());
					}
					if (reachesServer()) {
						if (begins) {
							FaultProxy.this.forwarded.add(request.group().strip());
						}
						upstream().write(buffer, 0, count);
					}
					else if (begins && !swallow()) {
						return;
					}
				}
			}
			catch (IOException ex) {
				// One of the halves was closed.
			}
			finally {
				FaultProxy.this.links.remove(this);
			}
		}

		private void begin(String request) {
			FaultProxy.this.requests.add(request);
			Fault planned = FaultProxy.this.next.poll();
			this.fault = (planned != null) ? planned : FaultProxy.this.always;
			this.left.set(this.fault.bytes());
		}

		private boolean reachesServer() {
			return switch (this.fault.kind()) {
				case NONE, SILENCE, CUT, RESET_AFTER -> true;
				case BLACK_HOLE, RESET_BEFORE, RESPONSE -> false;
			};
		}

		// Returns whether the connection lives on.
		private boolean swallow() throws IOException {
			if (this.fault.kind() == Kind.RESET_BEFORE) {
				reset();
			}
			else if (this.fault.kind() == Kind.RESPONSE) {
				this.client.getOutputStream().write(this.fault.response().getBytes(StandardCharsets.ISO_8859_1));
				this.client.shutdownOutput();
			}
			return this.fault.kind() != Kind.RESET_BEFORE;
		}

		private OutputStream upstream() throws IOException {
			if (!this.upstream.isConnected()) {
				this.upstream
					.connect(new InetSocketAddress(FaultProxy.this.server.getHost(), FaultProxy.this.server.getPort()));
				start("back", this::back);
			}
			return this.upstream.getOutputStream();
		}

		private void back() {
			byte[] buffer = new byte[BUFFER_SIZE];
			try (this.client; this.upstream) {
				InputStream in = this.upstream.getInputStream();
				for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
					if (!pass(buffer, count)) {
						return;
					}
				}
			}
			catch (IOException ex) {
				// One of the halves was closed.
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		// Returns whether the connection lives on.
		private boolean pass(byte[] buffer, int count) throws IOException, InterruptedException {
			if (this.fault.kind() == Kind.RESET_AFTER) {
				reset();
				return false;
			}
			if (this.fault.kind() == Kind.SILENCE) {
				return true;
			}
			if (!this.fault.delay().isZero()) {
				FaultProxy.this.closed.await(this.fault.delay().toMillis(), TimeUnit.MILLISECONDS);
			}
			if (this.fault.kind() != Kind.CUT) {
				this.client.getOutputStream().write(buffer, 0, count);
				return true;
			}
			int part = Math.min(count, this.left.get());
			this.client.getOutputStream().write(buffer, 0, part);
			return this.left.addAndGet(-part) > 0;
		}

		void reset() {
			try {
				this.client.setSoLinger(true, 0);
			}
			catch (SocketException ex) {
				// The other thread has closed it meanwhile.
			}
			try (this.client; this.upstream) {
				FaultProxy.this.links.remove(this);
			}
			catch (IOException ex) {
				// It is gone, which is what was wanted.
			}
		}

	}

}
