package io.m2x.client.triggers;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.model.ResourceStatus;

/**
 * Settings of a trigger to create or update. A new trigger needs conditions, in one of
 * the two forms, and a callback URL. In an update, {@code null} properties stay
 * unchanged.
 *
 * <pre>{@code
 * TriggerDefinition definition = TriggerDefinition.named("Too hot")
 *     .when("temperature", TriggerCondition.greaterThan(30))
 *     .withCallbackUrl("https://app.example.com/m2x");
 * }</pre>
 *
 * @param name the name, which M2X always requires
 * @param conditions the conditions by name of the stream, all of which must be met
 * @param singleStream the condition in the older form
 * @param callbackUrl the URL to which notifications are sent, http or https
 * @param frequency how often it fires while the conditions are met, once by default
 * @param timeframe the maximum number of seconds between the values that meet the
 * conditions
 * @param status whether it is enabled, which is the default
 * @param sendLocation whether notifications contain the location of the device
 * @param notifyOnReset whether a notification is also sent when the conditions are no
 * longer met
 * @param customData a text that every notification contains
 * @since 0.1.0
 */
public record TriggerDefinition(String name, @Nullable Map<String, TriggerCondition> conditions,
		@JsonUnwrapped @Nullable SingleStreamCondition singleStream, @Nullable URI callbackUrl,
		@Nullable TriggerFrequency frequency, @Nullable Long timeframe, @Nullable ResourceStatus status,
		@Nullable Boolean sendLocation, @Nullable Boolean notifyOnReset, @Nullable String customData) {

	public TriggerDefinition {
		Assert.hasText(name, "'name' must not be empty");
		Assert.isTrue(frequency != TriggerFrequency.UNKNOWN, "'frequency' must be SINGLE or CONTINUOUS");
		Assert.isTrue(status != ResourceStatus.UNKNOWN, "'status' must be ENABLED or DISABLED");
		Assert.isTrue(timeframe == null || timeframe > 0, "'timeframe' must be at least one second");
		Assert.isTrue(conditions == null || singleStream == null,
				"'conditions' and 'singleStream' must not both be set");
		conditions = (conditions != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(conditions)) : null;
	}

	/**
	 * Create a definition with a name.
	 * @param name the name
	 * @return the definition
	 */
	public static TriggerDefinition named(String name) {
		return new TriggerDefinition(name, null, null, null, null, null, null, null, null, null);
	}

	/**
	 * Return a copy of this definition with a condition for one more stream.
	 * @param stream the name of the stream
	 * @param condition the condition for its value
	 * @return the definition
	 */
	public TriggerDefinition when(String stream, TriggerCondition condition) {
		Map<String, TriggerCondition> all = new LinkedHashMap<>();
		if (this.conditions != null) {
			all.putAll(this.conditions);
		}
		all.put(stream, condition);
		return withConditions(all);
	}

	/**
	 * Return a copy of this definition with other conditions.
	 * @param conditions the conditions by name of the stream
	 * @return the definition
	 */
	public TriggerDefinition withConditions(@Nullable Map<String, TriggerCondition> conditions) {
		return new TriggerDefinition(this.name, conditions, this.singleStream, this.callbackUrl, this.frequency,
				this.timeframe, this.status, this.sendLocation, this.notifyOnReset, this.customData);
	}

	/**
	 * Return a copy of this definition with a condition in the older form.
	 * @param condition the condition
	 * @return the definition
	 */
	public TriggerDefinition withSingleStream(@Nullable SingleStreamCondition condition) {
		return new TriggerDefinition(this.name, this.conditions, condition, this.callbackUrl, this.frequency,
				this.timeframe, this.status, this.sendLocation, this.notifyOnReset, this.customData);
	}

	/**
	 * Return a copy of this definition with a callback URL.
	 * @param url an http or https address
	 * @return the definition
	 */
	public TriggerDefinition withCallbackUrl(@Nullable URI url) {
		return new TriggerDefinition(this.name, this.conditions, this.singleStream, url, this.frequency, this.timeframe,
				this.status, this.sendLocation, this.notifyOnReset, this.customData);
	}

	/**
	 * Return a copy of this definition with a callback URL.
	 * @param url an http or https address
	 * @return the definition
	 * @throws IllegalArgumentException if the text is not a valid URL
	 */
	public TriggerDefinition withCallbackUrl(String url) {
		return withCallbackUrl(URI.create(url));
	}

	/**
	 * Return a copy of this definition with a frequency.
	 * @param frequency how often it fires while the conditions are met
	 * @return the definition
	 */
	public TriggerDefinition withFrequency(@Nullable TriggerFrequency frequency) {
		return new TriggerDefinition(this.name, this.conditions, this.singleStream, this.callbackUrl, frequency,
				this.timeframe, this.status, this.sendLocation, this.notifyOnReset, this.customData);
	}

	/**
	 * Return a copy of this definition with a timeframe in which all conditions must be
	 * met.
	 * @param timeframe the time, in whole seconds
	 * @return the definition
	 */
	public TriggerDefinition withTimeframe(Duration timeframe) {
		return new TriggerDefinition(this.name, this.conditions, this.singleStream, this.callbackUrl, this.frequency,
				timeframe.toSeconds(), this.status, this.sendLocation, this.notifyOnReset, this.customData);
	}

	/**
	 * Return a copy of this definition with a status.
	 * @param status whether the trigger is enabled
	 * @return the definition
	 */
	public TriggerDefinition withStatus(@Nullable ResourceStatus status) {
		return new TriggerDefinition(this.name, this.conditions, this.singleStream, this.callbackUrl, this.frequency,
				this.timeframe, status, this.sendLocation, this.notifyOnReset, this.customData);
	}

	/**
	 * Return a copy of this definitionwith or without the location in notifications.
	 * @param sendLocation whether notifications contain the location of the device
	 * @return the definition
	 */
	public TriggerDefinition withSendLocation(boolean sendLocation) {
		return new TriggerDefinition(this.name, this.conditions, this.singleStream, this.callbackUrl, this.frequency,
				this.timeframe, this.status, sendLocation, this.notifyOnReset, this.customData);
	}

	/**
	 * Return a copy of this definitionwith or without a notification on reset.
	 * @param notifyOnReset whether a notification is also sent when the conditions are no
	 * longer met
	 * @return the definition
	 */
	public TriggerDefinition withNotifyOnReset(boolean notifyOnReset) {
		return new TriggerDefinition(this.name, this.conditions, this.singleStream, this.callbackUrl, this.frequency,
				this.timeframe, this.status, this.sendLocation, notifyOnReset, this.customData);
	}

	/**
	 * Return a copy of this definition with a text for every notification.
	 * @param customData the text
	 * @return the definition
	 */
	public TriggerDefinition withCustomData(@Nullable String customData) {
		return new TriggerDefinition(this.name, this.conditions, this.singleStream, this.callbackUrl, this.frequency,
				this.timeframe, this.status, this.sendLocation, this.notifyOnReset, customData);
	}

	// Without URL and data, which may contain secrets.
	@Override
	public String toString() {
		return "TriggerDefinition[name=" + this.name + "]";
	}

}
