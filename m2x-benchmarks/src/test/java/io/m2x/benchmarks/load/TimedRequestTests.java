package io.m2x.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimedRequestTests {

	@Test
	void everyTimeMovesOn() {
		Instant first = Instant.parse("2026-01-01T23:59:59Z");
		Request request = new TimedRequest("a 2026-01-01T23:59:59.5 b 2026-01-01T23:59:59 c", first,
				Duration.ofSeconds(1), Fleet::seconds);
		assertThat(text(request)).isEqualTo("a 2026-01-01T23:59:59.5 b 2026-01-01T23:59:59 c");
		assertThat(text(request)).isEqualTo("a 2026-01-02T00:00:00.5 b 2026-01-02T00:00:00 c");
	}

	private static String text(Request request) {
		return new String(request.next(), StandardCharsets.UTF_8);
	}

}
