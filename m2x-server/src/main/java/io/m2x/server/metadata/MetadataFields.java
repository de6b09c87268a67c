package io.m2x.server.metadata;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * The rules for names and values of metadata.
 *
 * @since 0.1.0
 */
public final class MetadataFields {

	/** How many fields a resource may have. */
	static final int MAX_FIELDS = Fields.MAX_LIST;

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

	private static final int MAX_VALUE = 5000;

	private MetadataFields() {
	}

	/**
	 * Read a whole set. What is wrong is reported under the names of the metadata.
	 * @param fields the names and values
	 * @return the values by name
	 */
	static Map<String, String> read(Fields fields) {
		Map<String, String> values = new TreeMap<>();
		if (fields.names().size() > MAX_FIELDS) {
			fields.reject("metadata", Validation.TOO_LONG);
			return values;
		}
		for (String name : fields.names()) {
			@Nullable String value = read(fields, name, fields.node(name));
			if (value != null) {
				values.put(name, value);
			}
		}
		return values;
	}

	/**
	 * Read the set that stands in a field of its owner.
	 * @param owner the fields of the owner
	 * @param name the name of the field
	 * @return the values by name, {@code null} if there is no such field
	 */
	public static @Nullable Map<String, String> readFrom(Fields owner, String name) {
		if (!owner.has(name)) {
			return null;
		}
		JsonNode node = owner.node(name);
		Fields fields = (node != null) ? owner.members(name, node) : null;
		return (fields != null) ? read(fields) : Map.of();
	}

	static @Nullable String read(Fields fields, String name, @Nullable JsonNode node) {
		if (!NAME.matcher(name).matches()) {
			fields.reject(name, Validation.NAME_NOT_VALID);
		}
		if (name.length() > Fields.MAX_NAME) {
			fields.reject(name, Validation.NAME_TOO_LONG);
		}
		if (node == null || !Fields.isText(node)) {
			fields.reject(name, Validation.NOT_VALID);
			return null;
		}
		String value = node.stringValue();
		return fields.orReject((value.length() <= MAX_VALUE) ? value : null, name, Validation.TOO_LONG);
	}

}
