package io.m2x.server.triggers;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A value of a stream as triggers see it.
 *
 * @param stream the name of the stream
 * @param at milliseconds since 1970
 * @param number the value of a numeric stream
 * @param text the value of an alphanumeric stream
 * @since 0.1.0
 */
public record StreamValue(String stream, long at, @Nullable Double number, @Nullable String text) {

	// Numbers are compared as such: zero is zero whatever its sign.
	boolean hasValueOf(StreamValue other) {
		if (this.number != null && other.number != null) {
			return this.number.doubleValue() == other.number.doubleValue();
		}
		return Objects.equals(this.number, other.number) && Objects.equals(this.text, other.text);
	}

}
