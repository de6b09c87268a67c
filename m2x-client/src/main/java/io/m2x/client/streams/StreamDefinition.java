package io.m2x.client.streams;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Settings of a data stream to be created or updated; what is {@code null} stays as it
 * is.
 *
 * @param type what the stream holds, numeric if never given; can't be changed later
 * @param displayName the name for people
 * @param unit the unit of the values
 * @since 0.1.0
 */
public record StreamDefinition(@Nullable StreamType type, @Nullable String displayName, @Nullable StreamUnit unit) {

	public StreamDefinition {
		Assert.isTrue(type != StreamType.UNKNOWN, "'type' must be NUMERIC or ALPHANUMERIC");
	}

	/**
	 * Define a stream of numbers.
	 * @return the definition
	 */
	public static StreamDefinition numeric() {
		return new StreamDefinition(StreamType.NUMERIC, null, null);
	}

	/**
	 * Define a stream of texts.
	 * @return the definition
	 */
	public static StreamDefinition alphanumeric() {
		return new StreamDefinition(StreamType.ALPHANUMERIC, null, null);
	}

	/**
	 * Define changes of a stream whose type stays what it is.
	 * @return the definition
	 */
	public static StreamDefinition unchangedType() {
		return new StreamDefinition(null, null, null);
	}

	/**
	 * Return the same definition with a name for people.
	 * @param displayName the name
	 * @return the definition
	 */
	public StreamDefinition withDisplayName(@Nullable String displayName) {
		return new StreamDefinition(this.type, displayName, this.unit);
	}

	/**
	 * Return the same definition with a unit.
	 * @param label the name of the unit, such as {@code degree Celsius}
	 * @param symbol the symbol of the unit, such as {@code °C}
	 * @return the definition
	 */
	public StreamDefinition withUnit(@Nullable String label, @Nullable String symbol) {
		return new StreamDefinition(this.type, this.displayName, new StreamUnit(label, symbol));
	}

}
