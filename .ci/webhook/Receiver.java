import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpServer;

/**
 * Takes notifications and notes the event and the value of each on a line of a file. Usage: java Receiver.java PORT FILE
 */
final class Receiver {

	private static final Pattern NOTIFICATION = Pattern.compile("\"event\":\"(\\w+)\".*\"temperature\":\\{\"value\":([0-9.]+)");

	public static void main(String[] args) throws Exception {
		Path file = Path.of(args[1]);
		HttpServer server = HttpServer
			.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
		server.createContext("/", (exchange) -> {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			if (!"POST".equals(exchange.getRequestMethod())) {
				exchange.sendResponseHeaders(405, -1);
				exchange.close();
				return;
			}
			Matcher matcher = NOTIFICATION.matcher(body);
			String line = matcher.find() ? matcher.group(1) + " " + matcher.group(2) : "not understood: " + body;
			Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		server.start();
	}

}
