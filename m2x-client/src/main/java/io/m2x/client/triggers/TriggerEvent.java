package io.m2x.client.triggers;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Why a notification was sent.
 *
 * @since 0.1.0
 */
public enum TriggerEvent {

	/**
	 * The conditions of the trigger came to be met.
	 */
	FIRED,

	/**
	 * The conditions were left, and the trigger can fire again.
	 */
	RESET,

	/**
	 * Somebody tries the callback URL out.
	 */
	TEST,

	/**
	 * A word this version does not know.
	 */
	UNKNOWN;

	/**
	 * Read the word of a notification.
	 * @param word the word, or {@code null}
	 * @return the event, {@link #UNKNOWN} for any other word
	 */
	@JsonCreator
	public static TriggerEvent of(@Nullable String word) {
		for (TriggerEvent event : values()) {
			if (event.word().equals(word)) {
				return event;
			}
		}
		return UNKNOWN;
	}

	/**
	 * Return the word that stands in notifications.
	 * @return the word
	 */
	@JsonValue
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
