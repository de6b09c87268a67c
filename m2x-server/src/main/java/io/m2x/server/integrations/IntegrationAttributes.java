package io.m2x.server.integrations;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.web.Fields;
import io.m2x.server.web.JsonText;
import io.m2x.server.web.Validation;

/**
 * What a client says about an integration.
 *
 * @param name the name
 * @param type what it is connected to
 * @param status {@code enabled} or {@code disabled}
 * @param config the settings as JSON
 * @param devices the ids of its devices, {@code null} for all or for those that it has
 */
record IntegrationAttributes(String name, String type, String status, String config, @Nullable List<String> devices) {

	/** Stands for all devices, those still to come too. */
	static final String ALL = "all";

	private static final String ENABLED = "enabled";

	private static final Set<String> STATUSES = Set.of(ENABLED, "disabled");

	/** The form of a type. Types that the server does not know are accepted too. */
	private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]{0,49}");

	private static final String NO_CONFIG = "{}";

	private static final int MAX_CONFIG = 20_000;

	// Read what was sent; the rest is as in the existing integration. Only to be used
	// after the fields were checked.
	static IntegrationAttributes read(Fields fields, @Nullable Integration existing) {
		if (existing == null || fields.has("type")) {
			fields.require("type");
		}
		@Nullable String type = fields.text("type", Fields.MAX_NAME);
		if (type != null && !type.isBlank() && !TYPE.matcher(type).matches()) {
			fields.reject("type", Validation.NOT_VALID);
		}
		if (fields.has("name")) {
			fields.require("name");
		}
		@Nullable String name = fields.text("name", Fields.MAX_NAME);
		@Nullable String status = readStatus(fields);
		@Nullable String config = readConfig(fields);
		@Nullable JsonNode devices = fields.node("devices");
		boolean listed = devices != null && !(devices.isString() && ALL.equals(devices.stringValue()));
		String kind = orElse(type, (existing != null) ? existing.type() : "");
		return new IntegrationAttributes(orElse(name, (existing != null) ? existing.name() : kind), kind,
				orElse(status, (existing != null) ? existing.status() : ENABLED),
				orElse(config, (existing != null) ? existing.config() : NO_CONFIG),
				listed ? fields.words("devices") : null);
	}

	private static String orElse(@Nullable String sent, String other) {
		return (sent != null) ? sent : other;
	}

	static @Nullable String readStatus(Fields fields) {
		return fields.choice("status", STATUSES);
	}

	private static @Nullable String readConfig(Fields fields) {
		if (!fields.has("config")) {
			return null;
		}
		@Nullable JsonNode node = fields.node("config");
		if (node == null || (node.isArray() && node.isEmpty())) {
			return NO_CONFIG;
		}
		String json = JsonText.write(node);
		if (!node.isObject() || !Fields.isStorable(json)) {
			fields.reject("config", Validation.NOT_VALID);
		}
		if (json.length() > MAX_CONFIG) {
			fields.reject("config", Validation.TOO_LONG);
		}
		return json;
	}

	@Override
	public String toString() {
		return "IntegrationAttributes[" + this.name + "]";
	}

}
