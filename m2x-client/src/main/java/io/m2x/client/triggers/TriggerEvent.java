package io.m2x.client.triggers;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Event that caused a notification.
 *
 * @since 0.1.0
 */
public enum TriggerEvent {

	/**
	 * The conditions of the trigger are met.
	 */
	FIRED,

	/**
	 * The conditions are no longer met, and the trigger can fire again.
	 */
	RESET,

	/**
	 * The callback URL is tested.
	 */
	TEST,

	/**
	 * An event that this version does not know.
	 */
	UNKNOWN;

	/**
	 * Return the event with a name.
	 * @param word the name in notifications, or {@code null}
	 * @return the event, {@link #UNKNOWN} for any other name
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
	 * Return the name in notifications.
	 * @return the name
	 */
	@JsonValue
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
