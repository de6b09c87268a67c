package io.m2x.client.internal;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What tells the response of M2X to a call from that of something else on the way, such
 * as the login page of a portal, which may have any status.
 */
@FunctionalInterface
interface Expected {

	/**
	 * That the request was carried out (204) or accepted, as the status 202 or the body
	 * says.
	 */
	Expected DONE = (answer) -> isNothing(answer) || (mayBeJson(answer) && isAccepted(answer));

	/**
	 * As {@link #DONE}, or any object of JSON, for calls whose response nobody has
	 * recorded.
	 */
	Expected DONE_SOMEHOW = (answer) -> DONE.isMetBy(answer) || (mayBeJson(answer) && object(answer) != null);

	/** A body of JSON. */
	Expected RESULT = (answer) -> isResult(answer) && mayBeJson(answer);

	/** A body of JSON, or 204 for nothing. */
	Expected RESULT_OR_NOTHING = (answer) -> isNothing(answer) || RESULT.isMetBy(answer);

	/** A body of JSON, or that the request was carried out or accepted without one. */
	Expected RESULT_OR_DONE = (answer) -> RESULT.isMetBy(answer) || DONE.isMetBy(answer);

	/** That something was accepted or created, whose address the headers have. */
	Expected LOCATION = (answer) -> mayBeJson(answer) && (isAccepted(answer) || answer.status().value() == 201);

	/** A short text, which some servers declare as JSON. */
	Expected TEXT = (answer) -> isResult(answer) && (mayBeJson(answer) || isOfType(answer, MediaType.TEXT_PLAIN));

	/** An image of any kind. */
	Expected IMAGE = (answer) -> {
		MediaType type = answer.contentType();
		return isResult(answer)
				&& ((type != null) ? type.getType().equalsIgnoreCase("image") : !answer.hasContentType());
	};

	/**
	 * A file. The host that has it may call it what it likes, but a page for people is
	 * none.
	 */
	Expected FILE = (answer) -> isResult(answer) && !isOfType(answer, MediaType.TEXT_HTML)
			&& !isOfType(answer, MediaType.APPLICATION_XHTML_XML);

	boolean isMetBy(ReceivedResponse answer);

	private static boolean isNothing(ReceivedResponse answer) {
		return answer.status().value() == 204 && !answer.hasBody();
	}

	// A status that nobody knows counts as 200.
	private static boolean isResult(ReceivedResponse answer) {
		return switch (answer.status().value()) {
			case 202, 204, 205, 206 -> false;
			default -> true;
		};
	}

	private static boolean isOfType(ReceivedResponse answer, MediaType wanted) {
		MediaType type = answer.contentType();
		return type != null && type.equalsTypeAndSubtype(wanted);
	}

	private static boolean mayBeJson(ReceivedResponse answer) {
		MediaType type = answer.contentType();
		return (type != null) ? type.getSubtype().equalsIgnoreCase("json") || type.getSubtype().endsWith("+json")
				: !answer.hasContentType();
	}

	// Some servers leave it at the status 202, which says the same.
	private static boolean isAccepted(ReceivedResponse answer) {
		boolean byStatus = answer.status().value() == 202;
		if (byStatus && !answer.hasBody()) {
			return true;
		}
		JsonNode body = object(answer);
		return body != null && "accepted".equals(body.path("status").asString(byStatus ? "accepted" : ""));
	}

	private static @Nullable JsonNode object(ReceivedResponse answer) {
		try {
			JsonNode body = WireJson.MAPPER.readTree(answer.body());
			return body.isObject() ? body : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
