import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Changes something at one server, and lets the next write at another one meet it, while others write to the same device.
 */
final class Changes {

	/** How many changes are made at the same time. */
	private static final int PARALLEL = 8;

	/** How many write to a device beside its change. */
	private static final int BYSTANDERS = 2;

	private static final String VALUE = "{\"value\":1}";

	private final Api one;

	private final Api other;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final AtomicInteger writes = new AtomicInteger();

	Changes(Api one, Api other) {
		this.one = one;
		this.other = other;
	}

	/** Makes each kind of change so many times. */
	void run(int times) {
		List<Future<?>> results = new ArrayList<>();
		for (int i = 0; i < PARALLEL; i++) {
			int part = times / PARALLEL;
			results.add(this.threads.submit(() -> {
				for (int round = 0; round < part; round++) {
					regenerateKey();
					restrictKey();
					deleteStream();
					deleteDevice();
					addTrigger();
				}
			}));
		}
		results.forEach(Changes::get);
		this.threads.shutdown();
		System.out.println("  " + times / PARALLEL * PARALLEL + " times each: key regenerated, key restricted, stream deleted,"
				+ " device deleted, trigger added at one server; " + this.writes + " writes at the other knew it");
	}

	private static void get(Future<?> result) {
		try {
			result.get();
		}
		catch (Exception ex) {
			throw new Failure(String.valueOf(ex.getCause()));
		}
	}

	private void regenerateKey() {
		String device = device();
		String key = key(device);
		change(new Api(this.other.port(), key), device, 401, () -> this.one.ask("POST", "/v2/keys/" + key + "/regenerate", null));
	}

	private void restrictKey() {
		String device = device();
		String key = key(device);
		change(new Api(this.other.port(), key), device, 403,
				() -> this.one.ask("PUT", "/v2/keys/" + key, "{\"name\":\"Restricted\",\"permissions\":[\"GET\"]}"));
	}

	private void deleteStream() {
		String device = device();
		change(this.other, device, 404, () -> this.one.ask("DELETE", device + "/streams/a", null));
	}

	private void deleteDevice() {
		String device = device();
		change(this.other, device, 404, () -> this.one.ask("DELETE", device, null));
	}

	private void addTrigger() {
		String device = device();
		write(this.other, device);
		String trigger = Api.find("\"id\":\"([^\"]+)\"",
				this.one.ask("POST", device + "/triggers", "{\"name\":\"any\",\"conditions\":{\"a\":{\"gt\":0}},"
						+ "\"callback_url\":\"http://127.0.0.1:9/\",\"status\":\"enabled\"}"));
		Failure.unless(write(this.other, device) == 202, "a write was refused");
		Failure.unless(this.one.ask("GET", device + "/triggers/" + trigger, null).contains("\"activated\":true"),
				"a trigger added at one server did not see the next write at the other");
		this.writes.incrementAndGet();
	}

	private void change(Api writer, String device, int expected, Runnable change) {
		boolean[] state = new boolean[2];
		List<Future<?>> bystanders = new ArrayList<>();
		Failure.unless(write(writer, device) == 202, "a write was refused before the change");
		for (int i = 0; i < BYSTANDERS; i++) {
			bystanders.add(this.threads.submit(() -> {
				while (!ended(state, 1)) {
					boolean changed = ended(state, 0);
					int status = write(writer, device);
					Failure.unless(status == expected || (!changed && status == 202),
							"a write " + (changed ? "after" : "beside") + " the change got " + status);
				}
			}));
		}
		change.run();
		end(state, 0);
		for (int i = 0; i < 3; i++) {
			int status = write(writer, device);
			Failure.unless(status == expected, "the next write got " + status + " in place of " + expected);
			this.writes.incrementAndGet();
		}
		end(state, 1);
		bystanders.forEach(Changes::get);
	}

	private static boolean ended(boolean[] state, int index) {
		synchronized (state) {
			return state[index];
		}
	}

	private static void end(boolean[] state, int index) {
		synchronized (state) {
			state[index] = true;
		}
	}

	private String device() {
		String device = "/v2/devices/" + Api.find("\"id\":\"([0-9a-f]{32})\"",
				this.one.ask("POST", "/v2/devices", "{\"name\":\"Changed\",\"visibility\":\"private\"}"));
		this.one.ask("PUT", device + "/streams/a", "{}");
		return device;
	}

	private String key(String device) {
		return Api.find("\"key\":\"([0-9a-f]{32})\"",
				this.one.ask("POST", "/v2/keys", "{\"name\":\"Another\",\"permissions\":[\"GET\",\"PUT\"],\"device\":\""
						+ device.substring(device.lastIndexOf('/') + 1) + "\"}"));
	}

	private static int write(Api api, String device) {
		try {
			return api.send("PUT", device + "/streams/a/value", VALUE).statusCode();
		}
		catch (IOException ex) {
			throw new Failure("a write got no response: " + ex);
		}
	}

}
