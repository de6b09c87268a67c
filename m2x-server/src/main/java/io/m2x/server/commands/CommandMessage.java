package io.m2x.server.commands;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * A command that is to be sent.
 *
 * @param name the name
 * @param data the data as JSON
 * @param devices the ids of devices
 * @param collections the ids of collections whose devices are meant too, those of the
 * collections below them included
 */
record CommandMessage(String name, String data, List<String> devices, List<String> collections) {

	static final String TARGETS = "targets";

	// Read a command; only to be used after the fields were checked.
	static CommandMessage read(Fields fields) {
		fields.require("name", TARGETS);
		@Nullable String name = fields.text("name", Fields.MAX_NAME);
		@Nullable Fields data = fields.object("data");
		String json = (data != null) ? CommandData.read(data, "data") : CommandData.NONE;
		@Nullable Fields targets = fields.object(TARGETS);
		List<String> devices = (targets != null) ? targets.words("devices") : List.of();
		List<String> collections = (targets != null) ? targets.words("collections") : List.of();
		if (targets != null && isEmpty(targets.node("devices")) && isEmpty(targets.node("collections"))) {
			fields.reject(TARGETS, Validation.NOT_PRESENT);
		}
		return new CommandMessage((name != null) ? name : "", json, devices, collections);
	}

	private static boolean isEmpty(@Nullable JsonNode list) {
		return list == null || (list.isArray() && list.isEmpty()) || (list.isString() && list.stringValue().isBlank());
	}

}
