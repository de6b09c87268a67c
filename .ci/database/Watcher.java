import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks a server all the time how it is, and reads.
 */
final class Watcher implements AutoCloseable {

	private final Api api;

	private final String read;

	private final Thread thread;

	private volatile boolean stopped;

	final AtomicInteger reads = new AtomicInteger();

	final AtomicInteger failedReads = new AtomicInteger();

	/** @param read the path to read */
	Watcher(Api api, String read) {
		this.api = api;
		this.read = read;
		this.thread = new Thread(this::run);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run() {
		while (!this.stopped) {
			int status = this.api.status(this.read);
			((status == 200) ? this.reads : this.failedReads).incrementAndGet();
			Failure.unless(status == 200 || status == 503, "a read was answered with " + status);
			Proof.sleep(50);
		}
	}

	/** Returns whether both the status and readiness say that something fails. */
	boolean saysThatItFails() {
		return saysThatItFails(this.api);
	}

	static boolean saysThatItFails(Api api) {
		return status(api).contains("ERROR") && api.status("/actuator/health/readiness") == 503
				&& api.status("/actuator/health/liveness") == 200;
	}

	boolean saysThatAllIsWell() {
		return !status(this.api).contains("ERROR") && this.api.status("/actuator/health/readiness") == 200;
	}

	private static String status(Api api) {
		try {
			return api.send("GET", "/v2/status", null).body();
		}
		catch (IOException ex) {
			throw new Failure("no status: " + ex);
		}
	}

	@Override
	public void close() {
		this.stopped = true;
		Proof.join(this.thread);
	}

}
