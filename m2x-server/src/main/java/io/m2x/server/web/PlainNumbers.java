package io.m2x.server.web;

import java.math.BigDecimal;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.util.JsonGeneratorDecorator;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Makes JSON print all numbers as {@link Numbers#text(double)} does, whatever they stand
 * in.
 */
final class PlainNumbers implements JsonGeneratorDecorator {

	@Override
	public JsonGenerator decorate(TokenStreamFactory factory, JsonGenerator generator) {
		return new Generator(generator);
	}

	/**
	 * Writes the numbers that the language would print with an exponent as text of its
	 * own.
	 */
	private static final class Generator extends JsonGeneratorDelegate {

		// Whole values must come back here for the numbers in them.
		Generator(JsonGenerator generator) {
			super(generator, false);
		}

		@Override
		public JsonGenerator writeNumber(double number) {
			if (Numbers.isExpanded(number)) {
				this.delegate.writeNumber(Numbers.text(number));
			}
			else {
				this.delegate.writeNumber(number);
			}
			return this;
		}

		@Override
		public JsonGenerator writeNumber(float number) {
			if (Numbers.isExpanded(number)) {
				this.delegate.writeNumber(Numbers.expand(Float.toString(number)));
			}
			else {
				this.delegate.writeNumber(number);
			}
			return this;
		}

		@Override
		public JsonGenerator writeNumber(BigDecimal number) {
			if (Numbers.isExpanded(number.doubleValue())) {
				this.delegate.writeNumber(number.toPlainString());
			}
			else {
				this.delegate.writeNumber(number);
			}
			return this;
		}

	}

}
