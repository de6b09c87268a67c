package io.m2x.spring.boot.starter;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * Answers like M2X on a class path without our server: the status, an empty list of
 * devices and one device, which takes values.
 */
final class StubM2x implements AutoCloseable {

	static final String KEY = "0123456789abcdef0123456789abcdef";

	static final String DEVICE = "3c1f0a9be27d4f5d8a6b0c4471e59d20";

	private final List<String> keys = new CopyOnWriteArrayList<>();

	private final List<String> written = new CopyOnWriteArrayList<>();

	// An application that ends takes the threads along that all others share.
	private final LoopResources loops = LoopResources.create("stub", 2, true);

	private final DisposableServer server = HttpServer.create()
		.runOn(this.loops)
		.host("127.0.0.1")
		.port(0)
		.route((routes) -> routes
			.get("/v2/status", (request, response) -> answer(request, response, "{\"api\":\"OK\",\"triggers\":\"OK\"}"))
			.get("/v2/devices",
					(request, response) -> answer(request, response, "{\"devices\":[],\"total\":0,\"pages\":0}"))
			.get("/v2/devices/" + DEVICE,
					(request, response) -> answer(request, response,
							"{\"id\":\"" + DEVICE + "\",\"name\":\"Stub\",\"visibility\":\"private\"}"))
			.put("/v2/devices/" + DEVICE + "/streams/{name}/value", (request, response) -> {
				this.written.add(request.param("name"));
				return answer(request, response.status(202), "{\"status\":\"accepted\"}");
			}))
		.bindNow();

	private StubM2x() {
	}

	static StubM2x start() {
		return new StubM2x();
	}

	private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response, String body) {
		String key = request.requestHeaders().get("X-M2X-KEY");
		if (key != null) {
			this.keys.add(key);
		}
		return response.header("Content-Type", "application/json").sendString(Mono.just(body));
	}

	String url() {
		return "http://127.0.0.1:" + this.server.port() + "/v2";
	}

	/**
	 * Return the keys that requests came with.
	 * @return one key for each request that had one
	 */
	List<String> keys() {
		return this.keys;
	}

	/**
	 * Return the streams that values were written to.
	 * @return one name for each value
	 */
	List<String> written() {
		return this.written;
	}

	@Override
	public void close() {
		this.server.disposeNow();
		this.loops.dispose();
	}

}
