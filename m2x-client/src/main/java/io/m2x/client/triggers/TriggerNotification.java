package io.m2x.client.triggers;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WithoutNulls;
import io.m2x.client.locations.Location;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.StreamValue;

/**
 * Notification that M2X sends to a callback URL, for use as the request body of a
 * controller. Any JSON mapper can read it, and unknown members are ignored. <pre>{@code
 * if (notification.event() == TriggerEvent.FIRED) {
 *     log.warn("{} on {}", notification.trigger(), notification.device());
 * }
 * }</pre>
 *
 * @param event the event that caused it
 * @param device the device, or {@code null}
 * @param trigger the name of the trigger, or {@code null}
 * @param conditions the conditions by name of the stream
 * @param values the values that met the conditions, or no longer met them, by name of the
 * stream
 * @param timeframe the maximum number of seconds between those values, or {@code null}
 * @param customData the custom text of the trigger, or {@code null}
 * @param timestamp the timestamp of the value that caused it
 * @param location where the device is, or {@code null} if the trigger does not send it
 * @since 0.1.0
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TriggerNotification(@JsonProperty("event") TriggerEvent event,
		@JsonProperty("device") @Nullable Source device, @JsonProperty("trigger") @Nullable String trigger,
		@JsonProperty("conditions") Map<String, TriggerCondition> conditions,
		@JsonProperty("values") Map<String, Reading> values, @JsonProperty("timeframe") @Nullable Long timeframe,
		@JsonProperty("custom_data") @Nullable String customData,
		@JsonProperty("timestamp") @Nullable Instant timestamp,
		@JsonProperty("location") @JsonIgnoreProperties(ignoreUnknown = true) @Nullable Location location) {

	@SuppressWarnings("ConstantValue")
	public TriggerNotification {
		event = (event != null) ? event : TriggerEvent.UNKNOWN;
		conditions = WithoutNulls.map(conditions);
		values = WithoutNulls.map(values);
	}

	/**
	 * Device that a notification is about.
	 *
	 * @param id the id
	 * @param name the name, or {@code null}
	 * @param serial the serial, or {@code null}
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	public record Source(@JsonProperty("id") String id, @JsonProperty("name") @Nullable String name,
			@JsonProperty("serial") @Nullable String serial) {

		/**
		 * Return a reference to the device, for the methods of the services.
		 * @return the reference
		 */
		public DeviceRef ref() {
			return DeviceRef.id(this.id);
		}

	}

	/**
	 * Value of a stream at the time of the notification.
	 *
	 * @param value the value, or {@code null}
	 * @param timestamp the time of the value, or {@code null}
	 * @param unit the symbol of the unit, or {@code null}
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	public record Reading(@JsonProperty("value") @Nullable StreamValue value,
			@JsonProperty("timestamp") @Nullable Instant timestamp, @JsonProperty("unit") @Nullable String unit) {

	}

}
