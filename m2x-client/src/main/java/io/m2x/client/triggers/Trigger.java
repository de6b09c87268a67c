package io.m2x.client.triggers;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WithoutNulls;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.StreamValue;

/**
 * Trigger of a device, or of all devices of a distribution.
 *
 * @param id the id
 * @param name the name
 * @param conditions the conditions by name of the stream; empty if the server supports
 * only the older form
 * @param stream the stream in the older form, otherwise {@code null}
 * @param condition the operator in the older form, otherwise {@code null}
 * @param value the operand in the older form, otherwise {@code null}
 * @param unit the symbol of the stream's unit in the older form, or {@code null}
 * @param frequency how often it fires while the conditions are met, or {@code null}
 * @param timeframe the maximum number of seconds between the values that meet the
 * conditions, or {@code null} for no limit
 * @param callbackUrl the URL to which notifications are sent
 * @param url the URL of the trigger
 * @param status whether it is enabled
 * @param activated whether it has fired and not been reset since, or {@code null} if
 * unknown
 * @param sendLocation whether notifications contain the location of the device, or
 * {@code null} if unknown
 * @param notifyOnReset whether a notification is also sent when the conditions are no
 * longer met, or {@code null} if unknown
 * @param customData a text that every notification contains, or {@code null}
 * @param callbackFailure the failure of the callback URL, or {@code null} if it works,
 * was not called yet, or the server does not send this
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
		conditions = WithoutNulls.map(conditions);
	}

	// Without URL and data, which may contain secrets.
	@Override
	public String toString() {
		return "Trigger[id=" + this.id + ", name=" + this.name + ", status=" + this.status + ", activated="
				+ this.activated + "]";
	}

	/**
	 * Failure of a callback URL.
	 *
	 * @param reason why the last notification was not accepted, a text for humans
	 * @param since when it started to fail, or {@code null} if unknown
	 */
	public record CallbackFailure(String reason, @Nullable Instant since) {

	}

}
