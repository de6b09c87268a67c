import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts what became of requests.
 */
final class Tally {

	final AtomicLong accepted = new AtomicLong();

	final AtomicLong refused = new AtomicLong();

	final AtomicLong unknown = new AtomicLong();

	private final AtomicReference<String> wrong = new AtomicReference<>();

	void add(HttpResponse<String> response) {
		if (response.statusCode() == 202) {
			this.accepted.incrementAndGet();
		}
		else if (response.statusCode() == 503 && response.headers().firstValue("Retry-After").isPresent()) {
			this.refused.incrementAndGet();
		}
		else {
			this.wrong.compareAndSet(null, response.request().method() + " " + response.uri().getPath() + ": "
					+ response.statusCode() + " " + response.headers().map() + " " + response.body());
		}
	}

	void addUnknown() {
		this.unknown.incrementAndGet();
	}

	void check() {
		Failure.unless(this.wrong.get() == null, "a response was neither 202 nor 503 with Retry-After: " + this.wrong);
	}

	@Override
	public String toString() {
		return this.accepted + " requests accepted, " + this.refused + " answered 503, " + this.unknown
				+ " without an answer";
	}

}
