package io.m2x.client.model;

import org.springframework.util.Assert;

/**
 * Text of an alphanumeric stream.
 *
 * @param value the text
 * @since 0.1.0
 */
public record TextValue(String value) implements StreamValue {

	public TextValue {
		Assert.notNull(value, "'value' must not be null");
	}

	@Override
	public double asDouble() {
		return Double.parseDouble(this.value);
	}

	@Override
	public String asText() {
		return this.value;
	}

	@Override
	public Object toJson() {
		return this.value;
	}

	@Override
	public String toString() {
		return this.value;
	}

}
