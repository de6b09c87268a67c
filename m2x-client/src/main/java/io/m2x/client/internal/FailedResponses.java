package io.m2x.client.internal;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.m2x.client.error.FailedResponse;

/**
 * Reads the three forms of M2X's error bodies, and tolerates any other: a proxy on the
 * way may have sent it.
 */
final class FailedResponses {

	private static final int LONGEST_TEXT = 500;

	/** What M2X says when a resource is missing, in contrast to the whole API. */
	private static final Pattern OF_RESOURCE = Pattern.compile("\\w.* Not Found|The specified device does not exist");

	private static final Pattern ABSOLUTE = Pattern.compile("(https?)://(?:[^/?#]*@)?([\\w.:\\[\\]-]+)(?:[/?#].*)?",
			Pattern.CASE_INSENSITIVE);

	private FailedResponses() {
	}

	/**
	 * Read a response.
	 * @param response the response
	 * @param hint what may be wrong with the address if nothing is found there, or
	 * {@code null}
	 * @param keys the keys to mask in messages
	 * @return the content of the response
	 */
	static FailedResponse read(ReceivedResponse response, @Nullable String hint, @Nullable ApiKey... keys) {
		JsonNode body = parse(response);
		String message = text(body, "message", keys);
		return new FailedResponse(response.status().value(), message, text(body, "description", keys),
				errors(body, keys), retryAfter(response.headers(), Clock.systemUTC()), null, 0,
				hint(response, message, hint));
	}

	private static @Nullable String hint(ReceivedResponse response, @Nullable String message, @Nullable String hint) {
		if (response.status().is3xxRedirection()) {
			String redirect = redirect(response.headers());
			return (redirect != null && hint != null) ? redirect + "; " + hint : redirect;
		}
		boolean ofResource = message != null && OF_RESOURCE.matcher(message).matches();
		boolean ofAddress = !ofResource && (response.status().isSameCodeAs(HttpStatus.NOT_FOUND)
				|| response.status().isSameCodeAs(HttpStatus.METHOD_NOT_ALLOWED));
		return ofAddress ? hint : null;
	}

	// Names the target without its path, which may contain a key.
	private static @Nullable String redirect(HttpHeaders headers) {
		String location = headers.getFirst(HttpHeaders.LOCATION);
		if (location == null) {
			return null;
		}
		Matcher target = ABSOLUTE.matcher(location.strip());
		return "redirects are not followed, and this one leads to "
				+ (target.matches() ? target.group(1) + "://" + target.group(2) : "another path")
				+ "; set the base URL to the final address";
	}

	private static @Nullable JsonNode parse(ReceivedResponse response) {
		try {
			return response.hasBody() ? WireJson.MAPPER.readTree(response.body()) : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static @Nullable String text(@Nullable JsonNode body, String member, @Nullable ApiKey[] keys) {
		JsonNode node = (body != null) ? body.get(member) : null;
		return (node != null && node.isString()) ? safe(node.stringValue(), keys) : null;
	}

	private static Map<String, List<String>> errors(@Nullable JsonNode body, @Nullable ApiKey[] keys) {
		JsonNode node = (body != null) ? body.get("errors") : null;
		if (node == null || !node.isObject()) {
			return Collections.emptyMap();
		}
		Map<String, List<String>> errors = new LinkedHashMap<>();
		node.properties().forEach((field) -> {
			List<String> codes = new ArrayList<>();
			if (field.getValue().isArray()) {
				field.getValue().forEach((code) -> codes.add(safe(code.asString(""), keys)));
			}
			else {
				codes.add(safe(field.getValue().asString(""), keys));
			}
			errors.put(safe(field.getKey(), keys), List.copyOf(codes));
		});
		return Collections.unmodifiableMap(errors);
	}

	// Prepares a text of the server for messages: short, on one line, without keys that
	// something on the way may have echoed.
	private static String safe(String text, @Nullable ApiKey[] keys) {
		String masked = text;
		for (@Nullable
		ApiKey key : keys) {
			masked = (key != null) ? masked.replace(key.value(), key.toString()) : masked;
		}
		String line = masked.replaceAll("\\p{Cntrl}+", " ");
		return (line.length() > LONGEST_TEXT) ? line.substring(0, LONGEST_TEXT) + "..." : line;
	}

	static @Nullable Duration retryAfter(HttpHeaders headers, Clock clock) {
		String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (value == null) {
			return null;
		}
		try {
			return value.strip().chars().allMatch(Character::isDigit)
					? Duration.ofSeconds(Long.parseLong(value.strip()))
					: until(ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME), clock);
		}
		catch (NumberFormatException | DateTimeException | ArithmeticException ex) {
			return null;
		}
	}

	private static Duration until(ZonedDateTime date, Clock clock) {
		Duration wait = Duration.between(clock.instant(), date.toInstant());
		return wait.isNegative() ? Duration.ZERO : wait;
	}

}
