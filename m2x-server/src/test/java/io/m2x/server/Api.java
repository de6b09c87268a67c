package io.m2x.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks plain HTTP with a server, as one caller.
 */
public record Api(String url, String key) {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final JsonMapper MAPPER = new JsonMapper();

	public static Api of(M2xServer server) {
		return new Api(server.url(), server.masterKey());
	}

	public Api as(String otherKey) {
		return new Api(this.url, otherKey);
	}

	public Api anonymous() {
		return new Api(this.url, null);
	}

	public Response get(String path) {
		return send("GET", path, null);
	}

	public Response get(String path, String body) {
		return send("GET", path, body);
	}

	public Response put(String path, String body) {
		return send("PUT", path, body);
	}

	public Response post(String path, String body) {
		return send("POST", path, body);
	}

	public Response delete(String path) {
		return send("DELETE", path, null);
	}

	public Response delete(String path, String body) {
		return send("DELETE", path, body);
	}

	public Response send(String method, String path, String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.url + path))
			.timeout(Duration.ofSeconds(60))
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		if (this.key != null) {
			request.header("X-M2X-KEY", this.key);
		}
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
			return new Response(response.statusCode(), response.headers(), response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Create a private device and return it.
	 */
	public JsonNode createDevice() {
		return post("/devices", Json.of("{'name':'Greenhouse','visibility':'private'}")).json();
	}

	/**
	 * Create a device with numeric streams and return its path.
	 */
	public String deviceWithStreams(String... names) {
		String device = "/devices/" + createDevice().get("id").asString();
		for (String name : names) {
			put(device + "/streams/" + name, "{}");
		}
		return device;
	}

	/**
	 * Make a key for a device that is not its primary one and return a caller with it.
	 * @param device the path of the device
	 * @param stream the only stream of the key, {@code null} for the whole device
	 */
	public Api withKeyOf(String device, String stream) {
		return as(post("/keys",
				"{\"name\":\"Another\",\"permissions\":[\"GET\",\"POST\",\"PUT\",\"DELETE\"],\"device\":\""
						+ device.substring("/devices/".length()) + "\""
						+ ((stream != null) ? ",\"stream\":\"" + stream + "\"" : "") + "}")
			.at("/key")
			.asString());
	}

	/**
	 * Add a device with numeric streams to a distribution and return its path.
	 * @param distribution the path of the distribution
	 */
	public String memberWithStreams(String distribution, String... names) {
		String device = "/devices/"
				+ post(distribution + "/devices", Json.of("{'serial':'%s'}", UUID.randomUUID())).at("/id").asString();
		for (String name : names) {
			put(device + "/streams/" + name, "{}");
		}
		return device;
	}

	/**
	 * Create a collection, below the one of an id unless that is null, and return it.
	 */
	public JsonNode createCollection(String parent) {
		return post("/collections",
				"{\"name\":\"C\"" + ((parent != null) ? ",\"parent\":\"" + parent + "\"" : "") + "}")
			.json();
	}

	/**
	 * Create a distribution and return it.
	 */
	public JsonNode createDistribution() {
		return post("/distributions", Json.of("{'name':'D','visibility':'private'}")).json();

	}

	/**
	 * What came back.
	 */
	public record Response(int status, HttpHeaders headers, String body) {

		public JsonNode json() {
			return MAPPER.readTree(this.body);
		}

		public String header(String name) {
			return this.headers.firstValue(name).orElse(null);
		}

		public JsonNode at(String pointer) {
			return json().at(pointer);
		}

		@Override
		public String toString() {
			return this.status + " " + this.body;
		}

	}

}
