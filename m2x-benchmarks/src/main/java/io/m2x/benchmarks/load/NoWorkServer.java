package io.m2x.benchmarks.load;

import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * Reads each request whole and responds with 202, and does nothing else: no server on the
 * same HTTP library can be quicker.
 */
public final class NoWorkServer {

	private static final String ACCEPTED = "{\"status\":\"accepted\"}";

	private NoWorkServer() {
	}

	/**
	 * Run the server.
	 * @param args the port
	 */
	public static void main(String[] args) {
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(Integer.parseInt(args[0]))
			.handle((request, response) -> request.receive()
				.then(Mono.defer(() -> response.status(202)
					.header("Content-Type", "application/json")
					.header("Content-Length", Integer.toString(ACCEPTED.length()))
					.sendString(Mono.just(ACCEPTED))
					.then())))
			.bindNow();
		server.onDispose().block();
	}

	static Running start(Workspace workspace) {
		int port = ChildProcess.freePort();
		ChildProcess process = workspace.closeLater(ChildProcess.start(
				List.of(ChildProcess.java(), "-Xmx256m", "-cp", System.getProperty("java.class.path"),
						NoWorkServer.class.getName(), Integer.toString(port)),
				Map.of(), workspace.directory().resolve("log")));
		process.await(() -> Http.status(port, "/") == 202);
		return new Running(process, port);
	}

	/**
	 * The server in a process of its own.
	 *
	 * @param process the process
	 * @param port the port it listens on
	 */
	record Running(ChildProcess process, int port) {
	}

}
