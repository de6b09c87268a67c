package io.m2x.server.keys;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.security.Origins;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * What the owner of a key chooses.
 *
 * @param name the name
 * @param permissions the allowed HTTP verbs, in the order in which they were given
 * @param expiresAt when the key ends, in milliseconds since 1970, {@code null} for never
 * @param origin the IP addresses that may use the key, with commas, {@code null} for all
 * @param deviceAccess {@code public} or {@code private}
 */
record KeyAttributes(String name, List<String> permissions, @Nullable Long expiresAt, @Nullable String origin,
		String deviceAccess) {

	static final String EXPIRES_AT = "expires_at";

	private static final int MAX_ORIGIN = 5000;

	private static final String PERMISSIONS = "permissions";

	private static final String ORIGIN = "origin";

	private static final String DEVICE_ACCESS = "device_access";

	private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "DELETE");

	private static final String PUBLIC = "public";

	// Read what a request chooses; what it leaves out stays as it is.
	static KeyAttributes read(Fields fields, @Nullable KeyAttributes existing) {
		fields.require("name");
		String name = fields.text("name", Fields.MAX_NAME);
		Long expiresAt = fields.time(EXPIRES_AT);
		String origin = origin(fields);
		String access = fields.choice(DEVICE_ACCESS, Set.of(PUBLIC, "private"));
		if (existing != null) {
			expiresAt = fields.has(EXPIRES_AT) ? expiresAt : existing.expiresAt();
			origin = fields.has(ORIGIN) ? origin : existing.origin();
			access = fields.has(DEVICE_ACCESS) ? access : existing.deviceAccess();
		}
		return new KeyAttributes((name != null) ? name : "", permissions(fields), expiresAt, origin,
				(access != null) ? access : PUBLIC);
	}

	private static List<String> permissions(Fields fields) {
		JsonNode node = fields.node(PERMISSIONS);
		if (node == null || (node.isArray() && node.isEmpty()) || (node.isString() && node.stringValue().isBlank())) {
			fields.reject(PERMISSIONS, Validation.NOT_PRESENT);
			return List.of();
		}
		List<String> permissions = fields.words(PERMISSIONS);
		if (permissions.isEmpty() || !VERBS.containsAll(permissions)) {
			fields.reject(PERMISSIONS, Validation.NOT_VALID);
		}
		return permissions;
	}

	// Empty text is no limit, because form fields know no null.
	private static @Nullable String origin(Fields fields) {
		JsonNode node = fields.node(ORIGIN);
		if (node == null || (node.isString() && node.stringValue().isBlank())) {
			return null;
		}
		List<String> addresses = fields.words(ORIGIN);
		if (addresses.isEmpty() || !addresses.stream().allMatch(Origins::isAddress)) {
			fields.reject(ORIGIN, Validation.NOT_VALID);
		}
		String origin = String.join(",", addresses);
		if (origin.length() > MAX_ORIGIN) {
			fields.reject(ORIGIN, Validation.TOO_LONG);
		}
		return origin;
	}

}
