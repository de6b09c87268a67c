package io.m2x.client.streams;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Settings of a data stream to create or update. In an update, {@code null} properties
 * stay unchanged.
 *
 * <pre>{@code
 * StreamDefinition definition = StreamDefinition.numeric().withUnit("degree Celsius", "°C");
 * }</pre>
 *
 * @param type the type of the values, numeric by default; it can't be changed later
 * @param displayName the display name
 * @param unit the unit of the values
 * @since 0.1.0
 */
public record StreamDefinition(@Nullable StreamType type, @Nullable String displayName, @Nullable StreamUnit unit) {

	public StreamDefinition {
		Assert.isTrue(type != StreamType.UNKNOWN, "'type' must be NUMERIC or ALPHANUMERIC");
	}

	/**
	 * Create a definition for numbers.
	 * @return the definition
	 */
	public static StreamDefinition numeric() {
		return new StreamDefinition(StreamType.NUMERIC, null, null);
	}

	/**
	 * Create a definition for texts.
	 * @return the definition
	 */
	public static StreamDefinition alphanumeric() {
		return new StreamDefinition(StreamType.ALPHANUMERIC, null, null);
	}

	/**
	 * Create a definition that leaves the type of an existing stream unchanged.
	 * @return the definition
	 */
	public static StreamDefinition unchangedType() {
		return new StreamDefinition(null, null, null);
	}

	/**
	 * Return a copy of this definition with a display name.
	 * @param displayName the name
	 * @return the definition
	 */
	public StreamDefinition withDisplayName(@Nullable String displayName) {
		return new StreamDefinition(this.type, displayName, this.unit);
	}

	/**
	 * Return a copy of this definition with a unit.
	 * @param label the name of the unit, such as {@code degree Celsius}
	 * @param symbol the symbol of the unit, such as {@code °C}
	 * @return the definition
	 */
	public StreamDefinition withUnit(@Nullable String label, @Nullable String symbol) {
		return new StreamDefinition(this.type, this.displayName, new StreamUnit(label, symbol));
	}

}
