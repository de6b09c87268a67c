package io.m2x.server.triggers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

import io.m2x.server.streams.DataStream;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;
import io.m2x.server.web.WireJson;

/**
 * What the values of several streams must be like, all at the same time.
 *
 * @param byStream the conditions by the name of their stream
 */
record TriggerConditions(Map<String, Condition> byStream) {

	/** How many streams one trigger can watch. */
	static final int MAX_STREAMS = 10;

	private static final TypeReference<LinkedHashMap<String, Condition>> STORED = new TypeReference<>() {
	};

	static TriggerConditions of(String stream, Condition condition) {
		return new TriggerConditions(Map.of(stream, condition));
	}

	// Read required conditions; what is wrong is noted in the fields.
	static TriggerConditions read(Fields fields) {
		Map<String, Condition> conditions = new LinkedHashMap<>();
		fields.require("conditions");
		@Nullable Fields streams = fields.object("conditions");
		if (streams != null) {
			rejectNames(streams);
			for (String name : streams.names()) {
				@Nullable Fields operators = streams.object(name);
				if (operators != null) {
					conditions.put(name, Condition.read(operators));
				}
				else if (streams.node(name) == null) {
					fields.reject("conditions", Validation.NOT_VALID);
				}
			}
		}
		return new TriggerConditions(conditions);
	}

	private static void rejectNames(Fields streams) {
		Set<String> names = streams.names();
		if (names.isEmpty()) {
			streams.reject("conditions", Validation.NOT_PRESENT);
		}
		if (names.size() > MAX_STREAMS) {
			streams.reject("conditions", Validation.TOO_LONG);
		}
		if (!names.stream().allMatch(TriggerConditions::isStreamName)) {
			streams.reject("conditions", Validation.NOT_VALID);
		}
	}

	static boolean isStreamName(String name) {
		return name.length() <= Fields.MAX_NAME && DataStream.isName(name);
	}

	static TriggerConditions fromJson(String json) {
		return new TriggerConditions(WireJson.MAPPER.readValue(json, STORED));
	}

	String toJson() {
		return WireJson.MAPPER.writeValueAsString(toWire());
	}

	// Return the conditions as they go over the wire.
	Map<String, Object> toWire() {
		Map<String, Object> wire = new LinkedHashMap<>();
		this.byStream.forEach((stream, condition) -> wire.put(stream, condition.toWire()));
		return wire;
	}

	// Return whether current values meet all conditions.
	boolean areMet(Current current, @Nullable Long timeframe) {
		return test(current, timeframe, (condition, value) -> condition.isMet(current, value));
	}

	// Return whether no condition, once met, is left with the current values.
	boolean areHeld(Current current, @Nullable Long timeframe) {
		return test(current, timeframe, (condition, value) -> condition.isHeld(current, value));
	}

	private boolean test(Current current, @Nullable Long timeframe, BiPredicate<Condition, Observation> predicate) {
		long oldest = Long.MAX_VALUE;
		long newest = Long.MIN_VALUE;
		for (Map.Entry<String, Condition> entry : this.byStream.entrySet()) {
			@Nullable Observation value = current.values().get(entry.getKey());
			if (value == null || !predicate.test(entry.getValue(), value)) {
				return false;
			}
			oldest = Math.min(oldest, value.at());
			newest = Math.max(newest, value.at());
		}
		return timeframe == null || newest - oldest <= timeframe * 1000;
	}

}
