package io.m2x.client.triggers;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.Present;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.StreamValue;

/**
 * Trigger of a device, or of all devices of a distribution.
 *
 * @param id the id
 * @param name the name
 * @param conditions the conditions by name of the stream; empty where the server knows
 * the older form only
 * @param stream the stream in the older form, otherwise {@code null}
 * @param condition the operator in the older form, otherwise {@code null}
 * @param value what is compared with in the older form, otherwise {@code null}
 * @param unit the symbol of the stream's unit in the older form, or {@code null}
 * @param frequency how often it fires while the conditions are met, or {@code null}
 * @param timeframe how many seconds may lie between the values that meet the conditions,
 * or {@code null} for any number
 * @param callbackUrl where notifications go
 * @param url the address of the trigger
 * @param status whether it is in use
 * @param activated whether it has fired and not been reset since, or {@code null} if
 * unknown
 * @param sendLocation whether notifications tell where the device is, or {@code null} if
 * unknown
 * @param notifyOnReset whether there is a notification too when the conditions are left,
 * or {@code null} if unknown
 * @param customData what stands in every notification, or {@code null}
 * @param callbackFailure how the callback URL fails, {@code null} if it works, was not
 * tried yet, or the server does not tell
 * @param created when the trigger was created
 * @param updated when the trigger was last edited
 * @since 0.1.0
 */
public record Trigger(String id, String name, Map<String, TriggerCondition> conditions, @Nullable String stream,
		@Nullable Comparison condition, @Nullable StreamValue value, @Nullable String unit,
		@Nullable TriggerFrequency frequency, @Nullable Long timeframe, @Nullable URI callbackUrl, @Nullable URI url,
		@Nullable ResourceStatus status, @Nullable Boolean activated, @Nullable Boolean sendLocation,
		@Nullable Boolean notifyOnReset, @Nullable String customData, @Nullable CallbackFailure callbackFailure,
		@Nullable Instant created, @Nullable Instant updated) {

	public Trigger {
		conditions = Present.entries(conditions);
	}

	// Shows neither address nor data, either may hold secrets.
	@Override
	public String toString() {
		return "Trigger[id=" + this.id + ", name=" + this.name + ", status=" + this.status + ", activated="
				+ this.activated + "]";
	}

	/**
	 * How a callback URL fails.
	 *
	 * @param reason why the last notification was not taken, a text for people
	 * @param since when it began to fail, or {@code null} if unknown
	 */
	public record CallbackFailure(String reason, @Nullable Instant since) {

	}

}
