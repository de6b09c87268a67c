package io.m2x.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Puts a new time into a prepared request wherever the first time stood, so that no value
 * is written twice and a request costs the generator next to nothing.
 */
final class TimedRequest implements Request {

	private final byte[] bytes;

	private final int[] positions;

	private final Function<Instant, String> format;

	private final Duration step;

	private Instant time;

	/**
	 * Prepare a request.
	 * @param text the request with the first time in it, at least once
	 * @param first the first time
	 * @param step what each request is later than the one before
	 * @param format writes each time with the same number of characters
	 */
	TimedRequest(String text, Instant first, Duration step, Function<Instant, String> format) {
		this.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
		this.positions = positions(text, format.apply(first));
		this.format = format;
		this.step = step;
		this.time = first;
	}

	private static int[] positions(String text, String part) {
		return IntStream.iterate(text.indexOf(part), (at) -> at >= 0, (at) -> text.indexOf(part, at + part.length()))
			.toArray();
	}

	@Override
	public byte[] next() {
		byte[] part = this.format.apply(this.time).getBytes(StandardCharsets.ISO_8859_1);
		for (int position : this.positions) {
			System.arraycopy(part, 0, this.bytes, position, part.length);
		}
		this.time = this.time.plus(this.step);
		return this.bytes;
	}

}
