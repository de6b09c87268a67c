package io.m2x.client.internal;

import org.springframework.util.Assert;

/**
 * Holds an API key and does not print it.
 */
public final class ApiKey {

	private final String value;

	/**
	 * Create a key.
	 * @param value the key, 32 hexadecimal digits on every known server
	 * @throws IllegalArgumentException if the text is empty or not allowed in a header
	 */
	public ApiKey(String value) {
		Assert.hasText(value, "The API key must not be empty");
		Assert.isTrue(value.chars().allMatch((character) -> character > 0x20 && character < 0x7F),
				"The API key must consist of visible ASCII characters, without spaces or line breaks");
		this.value = value;
	}

	String value() {
		return this.value;
	}

	@Override
	public String toString() {
		return "******";
	}

}
