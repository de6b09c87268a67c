package io.m2x.server.triggers;

import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;
import io.m2x.server.web.WebAddress;

/**
 * The fields of a trigger that a client creates or edits.
 *
 * @param name the name
 * @param conditions when it fires
 * @param singleStream whether the conditions were given in the older form
 * @param frequency {@code single} or {@code continuous}
 * @param timeframe how many seconds may lie between the values that meet the conditions
 * @param callbackUrl where notifications go
 * @param status {@code enabled} or {@code disabled}
 * @param sendLocation whether notifications tell where the device is
 * @param notifyOnReset whether it is also notified when the conditions are left
 * @param customData what stands in every notification
 */
record TriggerDefinition(String name, TriggerConditions conditions, boolean singleStream, String frequency,
		@Nullable Long timeframe, String callbackUrl, String status, boolean sendLocation, boolean notifyOnReset,
		@Nullable String customData) {

	static final String CONTINUOUS = "continuous";

	static final String ENABLED = "enabled";

	private static final String SINGLE = "single";

	private static final int MAX_URL = 2000;

	private static final int MAX_CUSTOM_DATA = 5000;

	/** A year of seconds, and a day. */
	private static final long MAX_TIMEFRAME = 366 * 24 * 3600;

	// Return how long its texts are, except for the conditions.
	int textLength() {
		return this.name.length() + this.callbackUrl.length()
				+ ((this.customData != null) ? this.customData.length() : 0);
	}

	// Read all fields; what was not sent is as before, except for the name.
	static TriggerDefinition read(Fields fields, @Nullable TriggerDefinition before) {
		fields.require("name");
		String name = fields.text("name", Fields.MAX_NAME);
		boolean singleStream = !fields.has("conditions")
				&& (SingleStream.isIn(fields) || (before != null && before.singleStream));
		TriggerConditions conditions = readConditions(fields, singleStream, before);
		String callbackUrl = readCallbackUrl(fields, before);
		String frequency = fields.choice("frequency", Set.of(SINGLE, CONTINUOUS));
		String status = fields.choice("status", Set.of(ENABLED, "disabled"));
		Long timeframe = (fields.has("timeframe") || before == null) ? fields.integer("timeframe", 1, MAX_TIMEFRAME)
				: before.timeframe;
		String customData = (fields.has("custom_data") || before == null) ? fields.text("custom_data", MAX_CUSTOM_DATA)
				: before.customData;
		boolean sendLocation = readFlag(fields, "send_location", before != null && before.sendLocation);
		boolean notifyOnReset = readFlag(fields, "notify_on_reset", before != null && before.notifyOnReset);
		return new TriggerDefinition((name != null) ? name : "", conditions, singleStream,
				(frequency != null) ? frequency : (before != null) ? before.frequency : SINGLE, timeframe, callbackUrl,
				(status != null) ? status : (before != null) ? before.status : ENABLED, sendLocation, notifyOnReset,
				customData);
	}

	private static TriggerConditions readConditions(Fields fields, boolean singleStream,
			@Nullable TriggerDefinition before) {
		if (singleStream) {
			return SingleStream.read(fields, "value",
					(before != null && before.singleStream) ? SingleStream.of(before.conditions) : null);
		}
		return (fields.has("conditions") || before == null) ? TriggerConditions.read(fields) : before.conditions;
	}

	private static String readCallbackUrl(Fields fields, @Nullable TriggerDefinition before) {
		if (before != null && !fields.has("callback_url")) {
			return before.callbackUrl;
		}
		fields.require("callback_url");
		String url = fields.text("callback_url", MAX_URL);
		if (url != null && !url.isBlank() && WebAddress.parse(url) == null) {
			fields.reject("callback_url", Validation.NOT_VALID);
		}
		return (url != null) ? url : "";
	}

	private static boolean readFlag(Fields fields, String name, boolean before) {
		String flag = fields.choice(name, Set.of("true", "false"));
		return (flag != null) ? "true".equals(flag) : before;
	}

	// Return whether what was watched before is no longer comparable.
	boolean watchesOtherThan(TriggerDefinition other) {
		return !this.conditions.equals(other.conditions) || !Objects.equals(this.timeframe, other.timeframe);
	}

}
