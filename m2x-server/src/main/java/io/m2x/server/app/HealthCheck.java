package io.m2x.server.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;

/**
 * Asks a server on this machine for its health: the health check of the container image,
 * which has neither a shell nor {@code curl}.
 *
 * @since 0.1.0
 */
public final class HealthCheck {

	private static final String DEFAULT_PORT = "8181";

	private static final int TIMEOUT_MILLIS = 3000;

	private HealthCheck() {
	}

	/**
	 * End with status 0 if the server is healthy, and with 1 otherwise.
	 * @param args none
	 */
	public static void main(String[] args) {
		System.exit(isHealthy(System.getenv()) ? 0 : 1);
	}

	static boolean isHealthy(Map<String, String> environment) {
		String port = environment.getOrDefault("MANAGEMENT_SERVER_PORT",
				environment.getOrDefault("SERVER_PORT", DEFAULT_PORT));
		try {
			int status = status("http://127.0.0.1:" + port + "/actuator/health");
			System.out.println("Health at port " + port + ": " + status);
			return status == HttpURLConnection.HTTP_OK;
		}
		catch (IOException | IllegalArgumentException ex) {
			System.out.println("No health at port " + port + ": " + ex.getMessage());
			return false;
		}
	}

	private static int status(String url) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
		connection.setConnectTimeout(TIMEOUT_MILLIS);
		connection.setReadTimeout(TIMEOUT_MILLIS);
		connection.setInstanceFollowRedirects(false);
		return connection.getResponseCode();
	}

}
