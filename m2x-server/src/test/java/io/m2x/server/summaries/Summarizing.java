package io.m2x.server.summaries;

import java.time.Duration;

import io.m2x.server.M2xServer;
import io.m2x.server.TestContext;

/**
 * Makes summaries when a test wants them.
 */
public final class Summarizing {

	private Summarizing() {
	}

	/**
	 * Summarize everything, as if all of it had been over for long.
	 */
	public static void all(M2xServer server, long lastValue) {
		long later = Math.max(lastValue, System.currentTimeMillis()) + Duration.ofDays(3).toMillis();
		TestContext.bean(server, Summarizer.class).run(later, () -> false);
		// Days come after their hours.
		TestContext.bean(server, Summarizer.class).run(later + Duration.ofHours(1).toMillis(), () -> false);
	}

}
