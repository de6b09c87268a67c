package io.m2x.client.model;

import org.springframework.util.Assert;

/**
 * Number of a numeric stream, a 64-bit floating-point number.
 *
 * @param value the number, never NaN or infinite
 * @since 0.1.0
 */
public record NumericValue(double value) implements StreamValue {

	public NumericValue {
		Assert.isTrue(Double.isFinite(value), "A stream value must be a finite number");
	}

	@Override
	public double asDouble() {
		return this.value;
	}

	@Override
	public String asText() {
		return Double.toString(this.value);
	}

	@Override
	public Object toJson() {
		return this.value;
	}

	@Override
	public String toString() {
		return asText();
	}

}
