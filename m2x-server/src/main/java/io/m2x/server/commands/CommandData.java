package io.m2x.server.commands;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.m2x.server.web.Fields;
import io.m2x.server.web.JsonText;
import io.m2x.server.web.Validation;

/**
 * The rules for what commands and their acknowledgements carry: texts by name.
 */
final class CommandData {

	/** What is carried when nothing was sent. */
	static final String NONE = "{}";

	/** How long the JSON may be, in characters. */
	private static final int MAX_SIZE = 20_000;

	private CommandData() {
	}

	// Read the data. An error of one text is reported under its name, an error of all
	// under the name of the whole.
	static String read(Fields fields, String whole) {
		ObjectNode data = JsonNodeFactory.instance.objectNode();
		for (String name : fields.names()) {
			@Nullable JsonNode node = fields.node(name);
			if (!Fields.isStorable(name)) {
				fields.reject(whole, Validation.NOT_VALID);
			}
			else if (node == null || !Fields.isText(node)) {
				fields.reject(name, Validation.NOT_VALID);
			}
			else {
				data.set(name, node);
			}
		}
		String json = JsonText.write(data);
		if (json.length() > MAX_SIZE) {
			fields.reject(whole, Validation.TOO_LONG);
		}
		return json;
	}

}
