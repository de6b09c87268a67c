package io.m2x.client.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Value of a data stream: a number in a numeric stream, a text in an alphanumeric one.
 *
 * @since 0.1.0
 */
public sealed interface StreamValue permits NumericValue, TextValue {

	/**
	 * Return the value as a number. A text is parsed, as some servers send numbers as
	 * texts.
	 * @return the number, never NaN or infinite
	 * @throws NumberFormatException if this is a text that is not a number
	 */
	double asDouble();

	/**
	 * Return the value as a text.
	 * @return the text; for a number its shortest exact decimal form
	 */
	String asText();

	/**
	 * Return the JSON form of the value.
	 * @return a {@link Double} or a {@link String}
	 */
	@JsonValue
	Object toJson();

	/**
	 * Return a number as a value.
	 * @param number the number
	 * @return the value
	 * @throws IllegalArgumentException if the number is NaN or infinite
	 */
	static StreamValue of(double number) {
		return new NumericValue(number);
	}

	/**
	 * Return a text as a value.
	 * @param text the text
	 * @return the value
	 */
	static StreamValue of(String text) {
		return new TextValue(text);
	}

	/**
	 * Read the JSON form of a value.
	 * @param json a number, a text or a boolean
	 * @return the value, which is a text unless the JSON is a number
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static StreamValue fromJson(Object json) {
		return (json instanceof Number number) ? of(number.doubleValue()) : of(json.toString());
	}

}
