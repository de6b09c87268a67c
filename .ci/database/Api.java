import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks HTTP with one server, with the master key.
 */
record Api(int port, String key) {

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	HttpResponse<String> send(String method, String path, String body) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(60))
			.header("X-M2X-KEY", this.key)
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
			.build();
		try {
			return CLIENT.send(request, BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	/** Sends until the server has an answer other than 503, and wants that to be a success. */
	String ask(String method, String path, String body) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
		while (true) {
			try {
				HttpResponse<String> response = send(method, path, body);
				if (response.statusCode() < 300) {
					return response.body();
				}
				if (response.statusCode() != 503 || System.nanoTime() > end) {
					throw new Failure(method + " " + path + ": " + response.statusCode() + " " + response.body());
				}
			}
			catch (IOException ex) {
				if (System.nanoTime() > end) {
					throw new Failure(method + " " + path + ": " + ex);
				}
			}
			Proof.sleep(200);
		}
	}

	/** Returns the status, 0 without a response. */
	int status(String path) {
		try {
			return send("GET", path, null).statusCode();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	static String find(String pattern, String text) {
		Matcher matcher = Pattern.compile(pattern).matcher(text);
		if (!matcher.find()) {
			throw new Failure("no " + pattern + " in " + text);
		}
		return matcher.group(1);
	}

}
