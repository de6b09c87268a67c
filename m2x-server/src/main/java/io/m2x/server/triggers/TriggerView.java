package io.m2x.server.triggers;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.m2x.server.web.ApiRequest;
import io.m2x.server.webhooks.WebhookFailures;

/**
 * A trigger in the form of the API's JSON. One that was made in the older form has the
 * members of both forms.
 *
 * @param id the id
 * @param name the name
 * @param conditions when it fires
 * @param frequency {@code single} or {@code continuous}
 * @param timeframe how many seconds may lie between the values that meet the conditions
 * @param stream the stream, left out in the newer form
 * @param condition the operator, left out in the newer form
 * @param value what is compared with, left out in the newer form
 * @param unit the symbol of the stream's unit, left out in the newer form and if there is
 * none
 * @param callbackUrl where notifications go
 * @param url the address of the trigger
 * @param status {@code enabled} or {@code disabled}
 * @param activated whether it has fired and not been reset since
 * @param sendLocation whether notifications tell where the device is
 * @param notifyOnReset whether it is also notified when the conditions are left
 * @param customData what stands in every notification
 * @param callbackFailure how the callback URL fails, left out as long as it does not
 * @param created the time of creation
 * @param updated the time of the last edit
 */
record TriggerView(String id, String name, Map<String, Object> conditions, String frequency, @Nullable Long timeframe,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String stream,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String condition,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object value,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unit, String callbackUrl, String url, String status,
		boolean activated, boolean sendLocation, boolean notifyOnReset, @Nullable String customData,
		@JsonInclude(JsonInclude.Include.NON_NULL) WebhookFailures.@Nullable Failure callbackFailure, Instant created,
		Instant updated) {

	static TriggerView of(Trigger trigger, TriggerOwner owner, Map<String, String> units, WebhookFailures failures,
			ApiRequest request) {
		TriggerDefinition definition = trigger.definition();
		@Nullable SingleStream single = definition.singleStream() ? SingleStream.of(definition.conditions()) : null;
		return new TriggerView(trigger.id(), definition.name(), definition.conditions().toWire(),
				definition.frequency(), definition.timeframe(), (single != null) ? single.stream() : null,
				(single != null) ? single.operator() : null, (single != null) ? single.value() : null,
				(single != null) ? units.get(single.stream()) : null, definition.callbackUrl(),
				owner.url(trigger, request), definition.status(), trigger.activated(), definition.sendLocation(),
				definition.notifyOnReset(), definition.customData(),
				failures.of(trigger.row(), definition.callbackUrl()), Instant.ofEpochMilli(trigger.createdAt()),
				Instant.ofEpochMilli(trigger.updatedAt()));
	}

	// Leaves out the address and the owner's data, which may contain secrets.
	@Override
	public String toString() {
		return "TriggerView[" + this.id + "]";
	}

}
