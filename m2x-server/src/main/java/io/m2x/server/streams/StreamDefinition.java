package io.m2x.server.streams;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * What a client says about a stream when it creates or edits it.
 *
 * @param name the name
 * @param displayName the name for people
 * @param numeric whether the values are numbers, not text
 * @param unitLabel the name of the unit
 * @param unitSymbol the symbol of the unit
 */
record StreamDefinition(String name, @Nullable String displayName, boolean numeric, @Nullable String unitLabel,
		@Nullable String unitSymbol) {

	// Read a definition; what was not sent stays as it is.
	static StreamDefinition read(Fields fields, String name, @Nullable DataStream existing) {
		String displayName = fields.has("display_name") ? fields.text("display_name", Fields.MAX_NAME)
				: (existing != null) ? existing.displayName() : null;
		String unitLabel = (existing != null) ? existing.unitLabel() : null;
		String unitSymbol = (existing != null) ? existing.unitSymbol() : null;
		if (fields.has("unit")) {
			Fields unit = fields.filled("unit");
			unitLabel = unitText(unit, "label", unitLabel);
			unitSymbol = unitText(unit, "symbol", unitSymbol);
		}
		String type = fields.choice("type", Set.of(DataStream.NUMERIC, DataStream.ALPHANUMERIC));
		boolean numeric = (type != null) ? DataStream.NUMERIC.equals(type) : existing == null || existing.numeric();
		if (existing != null && existing.numeric() != numeric) {
			fields.reject("type", Validation.NOT_VALID);
		}
		return new StreamDefinition(name, displayName, numeric, unitLabel, unitSymbol);
	}

	private static @Nullable String unitText(@Nullable Fields unit, String name, @Nullable String existing) {
		if (unit == null) {
			return null;
		}
		return unit.has(name) ? unit.text(name, Fields.MAX_NAME) : existing;
	}

	// Note what is wrong with a new stream's name.
	static void rejectName(Fields fields, String name) {
		if (!DataStream.isName(name)) {
			fields.reject("name", Validation.NOT_VALID);
		}
		if (name.length() > Fields.MAX_NAME) {
			fields.reject("name", Validation.TOO_LONG);
		}
	}

}
