package io.m2x.server.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the fields of an HTML form; {@code a[b]=1} is the member {@code b} of the object
 * {@code a} and {@code a[]=1} an element of the array {@code a}.
 */
final class FormBody {

	/** How many fields one form may have. */
	private static final int MAX_FIELDS = 100_000;

	private static final int MAX_DEPTH = 10;

	private FormBody() {
	}

	// Read the fields.
	// @throws IllegalArgumentException if the text is no form
	static Map<String, JsonNode> read(String text) {
		ObjectNode form = JsonNodeFactory.instance.objectNode();
		String[] pairs = text.strip().split("&", MAX_FIELDS + 1);
		if (pairs.length > MAX_FIELDS) {
			throw new IllegalArgumentException("Too many fields");
		}
		for (String pair : pairs) {
			int split = pair.indexOf('=');
			String name = decode((split >= 0) ? pair.substring(0, split) : pair);
			put(form, path(name), decode((split >= 0) ? pair.substring(split + 1) : ""));
		}
		return ApiRequest.members(form);
	}

	private static String decode(String text) {
		return UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
	}

	// Without regular expressions, which need one frame of the stack for each step.
	private static List<String> path(String name) {
		int open = name.indexOf('[');
		if (open <= 0 || !name.endsWith("]")) {
			return List.of(name);
		}
		String inner = name.substring(open + 1, name.length() - 1);
		List<String> path = new ArrayList<>(List.of(name.substring(0, open)));
		path.addAll(inner.isEmpty() ? List.of("") : List.of(StringUtils.delimitedListToStringArray(inner, "][")));
		if (path.stream().anyMatch((step) -> step.indexOf('[') >= 0 || step.indexOf(']') >= 0)) {
			return List.of(name);
		}
		if (path.size() > MAX_DEPTH) {
			throw new IllegalArgumentException("Too deep");
		}
		return path;
	}

	// Of contradicting fields the last one wins, as with the members of an object.
	private static void put(ObjectNode form, List<String> path, String value) {
		ObjectNode owner = form;
		for (int i = 0; i < path.size() - 1; i++) {
			String name = path.get(i);
			if (i == path.size() - 2 && path.get(i + 1).isEmpty()) {
				array(owner, name).add(value);
				return;
			}
			owner = object(owner, name);
		}
		owner.put(path.get(path.size() - 1), value);
	}

	private static ObjectNode object(ObjectNode owner, String name) {
		return (owner.get(name) instanceof ObjectNode object) ? object : owner.putObject(name);
	}

	private static ArrayNode array(ObjectNode owner, String name) {
		return (owner.get(name) instanceof ArrayNode array) ? array : owner.putArray(name);
	}

}
