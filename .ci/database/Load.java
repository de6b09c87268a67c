import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Many writers, and what must be stored after they have written.
 */
final class Load {

	/** How many values a response may have. */
	private static final int PAGE = 10_000;

	/** How many requests there are whose values fit into a response. */
	private static final int REQUESTS_OF_A_PAGE = PAGE / 5;

	private final Tally tally = new Tally();

	private final Hook hook;

	private final List<Writer> writers = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean stopped;

	Load(Api api, Hook hook, int size) {
		this.hook = hook;
		for (int i = 0; i < size; i++) {
			this.writers.add(new Writer(api, this.tally, hook.url()));
		}
	}

	Tally tally() {
		return this.tally;
	}

	Writer writer() {
		return this.writers.get(0);
	}

	/** Starts to write; each request goes to the server that its number stands for. */
	void start(IntFunction<Api> servers) {
		this.stopped = false;
		for (Writer writer : this.writers) {
			Thread thread = new Thread(() -> {
				for (int count = 0; !this.stopped; count++) {
					writer.write(servers.apply(count));
				}
			});
			thread.setDaemon(true);
			thread.start();
			this.threads.add(thread);
		}
	}

	void stop() {
		this.stopped = true;
		for (Thread thread : this.threads) {
			Proof.join(thread);
		}
		this.threads.clear();
		this.tally.check();
	}

	/** Waits for some more requests to be accepted. */
	void awaitAccepted(int count) {
		long before = this.tally.accepted.get();
		Proof.await(count + " more requests to be accepted (" + this.tally + ")", 90,
				() -> this.tally.accepted.get() >= before + count);
	}

	/** Compares everything that is stored with what was accepted. */
	void check(Api api) {
		int values = 0;
		for (Writer writer : this.writers) {
			for (String stream : List.of("a", "b")) {
				Map<String, Double> stored = stored(api, writer, stream);
				compare(writer, stream, stored);
				values += stored.size();
			}
		}
		System.out.println("  " + this.tally + "; " + values + " values stored, nothing accepted is missing, no half request");
	}

	private static void compare(Writer writer, String stream, Map<String, Double> stored) {
		Map<Integer, Integer> sizes = new TreeMap<>();
		stored.forEach((time, value) -> {
			int request = Writer.request(time);
			Failure.unless(value == Writer.value(request), "a wrong value at " + time + ": " + value);
			sizes.merge(request, 1, Integer::sum);
		});
		for (int request = 1; request <= writer.last(); request++) {
			int size = sizes.getOrDefault(request, 0);
			int whole = Writer.size(request, stream);
			Failure.unless(size == whole || (size == 0 && !writer.accepted().contains(request)),
					"request " + request + " of " + writer.device() + " has " + size + " of " + whole
							+ " values of stream " + stream + " stored, accepted: "
							+ writer.accepted().contains(request));
		}
	}

	private static Map<String, Double> stored(Api api, Writer writer, String stream) {
		Map<String, Double> stored = new TreeMap<>();
		for (int first = 0; first <= writer.last(); first += REQUESTS_OF_A_PAGE) {
			String csv = api.ask("GET", writer.path("/streams/" + stream + "/values.csv?limit=" + PAGE + "&start="
					+ Writer.time(first, 0) + "&end=" + Writer.time(first + REQUESTS_OF_A_PAGE - 1, 999)), null);
			csv.lines().skip(1).forEach((line) -> {
				int comma = line.indexOf(',');
				stored.put(line.substring(0, comma), Double.valueOf(line.substring(comma + 1)));
			});
		}
		checkCurrent(api, writer, stream, stored);
		return stored;
	}

	/** The current value and the state of the trigger follow from the values. */
	private static void checkCurrent(Api api, Writer writer, String stream, Map<String, Double> stored) {
		if (stored.isEmpty()) {
			return;
		}
		String newest = ((TreeMap<String, Double>) stored).lastKey();
		String current = api.ask("GET", writer.path("/streams/" + stream), null);
		Failure.unless(newest.equals(Api.find("\"latest_value_at\":\"([^\"]+)\"", current))
				&& stored.get(newest) == Double.parseDouble(Api.find("\"value\":\"?([0-9.eE]+)", current)),
				"the newest value is " + stored.get(newest) + " at " + newest + ", but the stream says " + current);
		if ("a".equals(stream)) {
			String triggers = api.ask("GET", writer.path("/triggers"), null);
			Failure.unless(Api.find("\"activated\":(true|false)", triggers).equals("" + (stored.get(newest) > 30)),
					"the newest value is " + stored.get(newest) + ", but the trigger says " + triggers);
		}
	}

	/** Waits until each crossing of the stored values was notified, and lets none be notified that is not there. */
	void checkEvents(Api api, int repeatable) {
		Map<String, AtomicInteger> expected = new TreeMap<>();
		for (Writer writer : this.writers) {
			boolean high = false;
			Iterator<Map.Entry<String, Double>> values = stored(api, writer, "a").entrySet().iterator();
			while (values.hasNext()) {
				Map.Entry<String, Double> value = values.next();
				if (value.getValue() > 30 && !high) {
					expected.put(Hook.event(writer.device(), value.getKey()), new AtomicInteger(1));
				}
				high = value.getValue() > 30;
			}
		}
		Proof.await(expected.size() + " notifications, of which came " + this.hook.calls().size(), 150,
				() -> this.hook.calls().keySet().containsAll(expected.keySet()));
		Failure.unless(expected.keySet().containsAll(this.hook.calls().keySet()), "a trigger fired without a crossing");
		int repeated = this.hook.calls().values().stream().mapToInt(AtomicInteger::get).sum() - expected.size();
		System.out.println("  " + expected.size() + " crossings, each notified" + ((repeated > 0)
				? ", " + repeated + " of them again after a server had ended before it could note that" : " once"));
		Failure.unless(repeated <= repeatable, repeated + " notifications came again");
	}

}
