package io.m2x.benchmarks.load;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Sends single requests whose speed does not matter.
 */
final class Http {

	private Http() {
	}

	static int status(int port, String path) throws IOException {
		HttpURLConnection connection = open(port, path);
		try {
			return connection.getResponseCode();
		}
		finally {
			connection.disconnect();
		}
	}

	static int post(int port, String path, String form) throws IOException {
		HttpURLConnection connection = open(port, path);
		try {
			connection.setDoOutput(true);
			connection.getOutputStream().write(form.getBytes(StandardCharsets.UTF_8));
			return connection.getResponseCode();
		}
		finally {
			connection.disconnect();
		}
	}

	private static HttpURLConnection open(int port, String path) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path)
			.toURL()
			.openConnection();
		connection.setConnectTimeout(1000);
		connection.setReadTimeout(10_000);
		return connection;
	}

}
