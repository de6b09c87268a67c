package io.m2x.spring.boot.starter;

import java.util.List;
import java.util.Objects;

import io.m2x.spring.boot.test.M2xStubServer;

/**
 * Stub of M2X for class paths without the server. It has a status, an empty list of
 * devices, and one device that accepts values.
 */
final class StubM2x implements AutoCloseable {

	static final String KEY = M2xStubServer.API_KEY;

	static final String DEVICE = "3c1f0a9be27d4f5d8a6b0c4471e59d20";

	private static final String STREAMS = "/devices/" + DEVICE + "/streams/";

	private final M2xStubServer server = M2xStubServer.start()
		.respond("GET", "/status", 200, "{\"api\":\"OK\",\"triggers\":\"OK\"}")
		.respond("GET", "/devices", 200, "{\"devices\":[],\"total\":0,\"pages\":0}")
		.respond("GET", "/devices/" + DEVICE, 200,
				"{\"id\":\"" + DEVICE + "\",\"name\":\"Stub\",\"visibility\":\"private\"}")
		.respond("PUT", STREAMS + "{name}/value", 202, "{\"status\":\"accepted\"}");

	private StubM2x() {
	}

	static StubM2x start() {
		return new StubM2x();
	}

	String url() {
		return this.server.url();
	}

	/**
	 * Return the keys of the recorded requests.
	 * @return one key for each request that had one
	 */
	List<String> keys() {
		return this.server.requests()
			.stream()
			.map((request) -> request.headers().getFirst("X-M2X-KEY"))
			.filter(Objects::nonNull)
			.toList();
	}

	/**
	 * Return the names of the written streams.
	 * @return one name for each value
	 */
	List<String> written() {
		return this.server.requests()
			.stream()
			.map(M2xStubServer.Request::uri)
			.filter((uri) -> uri.matches("/v2" + STREAMS + "[^/]+/value"))
			.map((uri) -> uri.replaceFirst(".*/streams/([^/]+)/value", "$1"))
			.toList();
	}

	@Override
	public void close() {
		this.server.close();
	}

}
