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
 * Settings of a trigger to be created or updated. A new trigger needs conditions, in one
 * of the two forms, and a callback URL; in an update, what is {@code null} stays as it
 * is.
 *
 * @param name the name, which M2X demands every time
 * @param conditions the conditions by name of the stream, all of which must be met
 * @param singleStream the condition in the older form
 * @param callbackUrl where notifications go, an http or https address
 * @param frequency how often it fires while the conditions are met, once if never said
 * @param timeframe how many seconds may lie between the values that meet the conditions
 * @param status whether it is in use, enabled if never said
 * @param sendLocation whether notifications tell where the device is
 * @param notifyOnReset whether there is a notification too when the conditions are left
 * @param customData what stands in every notification
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
		Assert.isTrue(timeframe == null || timeframe > 0, "'timeframe' must be one second or more");
		Assert.isTrue(conditions == null || singleStream == null, "The conditions must be given in one form only");
		conditions = (conditions != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(conditions)) : null;
	}

	/**
	 * Begin with a name.
	 * @param name the name
	 * @return a definition without anything else
	 */
	public static TriggerDefinition named(String name) {
		return new TriggerDefinition(name, null, null, null, null, null, null, null, null, null);
	}

	/**
	 * Return the same definition with a condition for one more stream.
	 * @param stream the name of the stream
	 * @param condition what its value must be like
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
	 * Return the same definition with other conditions.
	 * @param conditions the conditions by name of the stream
	 * @return the definition
	 */
	public TriggerDefinition withConditions(@Nullable Map<String, TriggerCondition> conditions) {
		return new TriggerDefinition(this.name, conditions, this.singleStream, this.callbackUrl, this.frequency,
				this.timeframe, this.status, this.sendLocation, this.notifyOnReset, this.customData);
	}

	/**
	 * Return the same definition with a condition in the older form.
	 * @param condition the condition
	 * @return the definition
	 */
	public TriggerDefinition withSingleStream(@Nullable SingleStreamCondition condition) {
		return new TriggerDefinition(this.name, this.conditions, condition, this.callbackUrl, this.frequency,
				this.timeframe, this.status, this.sendLocation, this.notifyOnReset, this.customData);
	}

	/**
	 * Return the same definition with a callback URL.
	 * @param url an http or https address
	 * @return the definition
	 */
	public TriggerDefinition withCallbackUrl(@Nullable URI url) {
		return new TriggerDefinition(this.name, this.conditions, this.singleStream, url, this.frequency, this.timeframe,
				this.status, this.sendLocation, this.notifyOnReset, this.customData);
	}

	/**
	 * Return the same definition with a callback URL.
	 * @param url an http or https address
	 * @return the definition
	 * @throws IllegalArgumentException if the text is no address
	 */
	public TriggerDefinition withCallbackUrl(String url) {
		return withCallbackUrl(URI.create(url));
	}

	/**
	 * Return the same definition with a frequency.
	 * @param frequency how often it fires while the conditions are met
	 * @return the definition
	 */
	public TriggerDefinition withFrequency(@Nullable TriggerFrequency frequency) {
		return new TriggerDefinition(this.name, this.conditions, this.singleStream, this.callbackUrl, frequency,
				this.timeframe, this.status, this.sendLocation, this.notifyOnReset, this.customData);
	}

	/**
	 * Return the same definition with a time in which all conditions must be met.
	 * @param timeframe the time, in whole seconds
	 * @return the definition
	 */
	public TriggerDefinition withTimeframe(Duration timeframe) {
		return new TriggerDefinition(this.name, this.conditions, this.singleStream, this.callbackUrl, this.frequency,
				timeframe.toSeconds(), this.status, this.sendLocation, this.notifyOnReset, this.customData);
	}

	/**
	 * Return the same definition with a status.
	 * @param status whether the trigger is in use
	 * @return the definition
	 */
	public TriggerDefinition withStatus(@Nullable ResourceStatus status) {
		return new TriggerDefinition(this.name, this.conditions, this.singleStream, this.callbackUrl, this.frequency,
				this.timeframe, status, this.sendLocation, this.notifyOnReset, this.customData);
	}

	/**
	 * Return the same definition, saying whether notifications tell where the device is.
	 * @param sendLocation whether they do
	 * @return the definition
	 */
	public TriggerDefinition withSendLocation(boolean sendLocation) {
		return new TriggerDefinition(this.name, this.conditions, this.singleStream, this.callbackUrl, this.frequency,
				this.timeframe, this.status, sendLocation, this.notifyOnReset, this.customData);
	}

	/**
	 * Return the same definition, saying whether there is a notification too when the
	 * conditions are left.
	 * @param notifyOnReset whether there is
	 * @return the definition
	 */
	public TriggerDefinition withNotifyOnReset(boolean notifyOnReset) {
		return new TriggerDefinition(this.name, this.conditions, this.singleStream, this.callbackUrl, this.frequency,
				this.timeframe, this.status, this.sendLocation, notifyOnReset, this.customData);
	}

	/**
	 * Return the same definition with a text for every notification.
	 * @param customData the text
	 * @return the definition
	 */
	public TriggerDefinition withCustomData(@Nullable String customData) {
		return new TriggerDefinition(this.name, this.conditions, this.singleStream, this.callbackUrl, this.frequency,
				this.timeframe, this.status, this.sendLocation, this.notifyOnReset, customData);
	}

	// Shows neither address nor data, either may hold secrets.
	@Override
	public String toString() {
		return "TriggerDefinition[name=" + this.name + "]";
	}

}
