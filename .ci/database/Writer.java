import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes to a device of its own, one request after the other, and notes what became of each. The times of the values tell
 * the request, so that what is stored can be compared with what was accepted.
 */
final class Writer {

	private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

	/** How many requests write values on one side of the trigger's limit. */
	private static final int REQUESTS_OF_A_SIDE = 10;

	private static final int BULK = 5;

	private final String device;

	private final Set<Integer> accepted = new TreeSet<>();

	private final Tally tally;

	private int next = 1;

	Writer(Api api, Tally tally, String trigger) {
		this.tally = tally;
		this.device = Api.find("\"id\":\"([0-9a-f]{32})\"",
				api.ask("POST", "/v2/devices", "{\"name\":\"Writer\",\"visibility\":\"private\"}"));
		api.ask("PUT", path("/streams/a"), "{}");
		api.ask("PUT", path("/streams/b"), "{}");
		api.ask("POST", path("/triggers"), "{\"name\":\"high\",\"conditions\":{\"a\":{\"gt\":30,\"reset\":28}},"
				+ "\"callback_url\":\"" + trigger + "\"}");
	}

	String device() {
		return this.device;
	}

	String path(String rest) {
		return "/v2/devices/" + this.device + rest;
	}

	Set<Integer> accepted() {
		return this.accepted;
	}

	int last() {
		return this.next;
	}

	static String time(int request, int part) {
		return BEGIN.plus(request, ChronoUnit.SECONDS).plusMillis(part).toString();
	}

	static int request(String time) {
		return Math.toIntExact(Instant.parse(time).getEpochSecond() - BEGIN.getEpochSecond());
	}

	static boolean isHigh(int request) {
		return request / REQUESTS_OF_A_SIDE % 2 == 1;
	}

	static double value(int request) {
		return (isHigh(request) ? 40 : 10) + request / 1e7;
	}

	/** Returns how many values a request has for a stream. */
	static int size(int request, String stream) {
		return switch (request % 4) {
			case 0 -> "a".equals(stream) ? 1 : 0;
			case 1 -> BULK;
			case 2 -> 1;
			default -> "a".equals(stream) ? BULK : 0;
		};
	}

	/** Sends one request; the same again as long as nobody knows what became of it. */
	void write(Api api) {
		int request = this.next;
		try {
			HttpResponse<String> response = send(api, request);
			this.tally.add(response);
			if (response.statusCode() == 202) {
				this.accepted.add(request);
				this.next++;
			}
			else {
				Proof.sleep(20);
			}
		}
		catch (IOException ex) {
			this.tally.addUnknown();
			Proof.sleep(20);
		}
	}

	private HttpResponse<String> send(Api api, int request) throws IOException {
		String point = "{\"timestamp\":\"" + time(request, 0) + "\",\"value\":" + value(request) + "}";
		return switch (request % 4) {
			case 0 -> api.send("PUT", path("/streams/a/value"), point);
			case 1 -> api.send("POST", path("/updates"),
					"{\"values\":{\"a\":" + points(request) + ",\"b\":" + points(request) + "}}");
			case 2 -> api.send("POST", path("/update"), "{\"timestamp\":\"" + time(request, 0) + "\",\"values\":{\"a\":"
					+ value(request) + ",\"b\":" + value(request) + "}}");
			default -> api.send("POST", path("/streams/a/values"), "{\"values\":" + points(request) + "}");
		};
	}

	private static String points(int request) {
		List<String> points = new ArrayList<>();
		for (int part = 0; part < BULK; part++) {
			points.add("{\"timestamp\":\"" + time(request, part) + "\",\"value\":" + value(request) + "}");
		}
		return points.toString();
	}

}
