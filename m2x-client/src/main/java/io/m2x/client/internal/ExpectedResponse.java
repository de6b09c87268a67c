package io.m2x.client.internal;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Distinguishes a response of M2X from that of something else on the way, such as the
 * login page of a network, which may have any status.
 */
@FunctionalInterface
interface ExpectedResponse {

	/**
	 * The request was carried out (204), or accepted (status 202, or a body that says
	 * so).
	 */
	ExpectedResponse DONE = (response) -> isNothing(response) || (mayBeJson(response) && isAccepted(response));

	/**
	 * As {@link #DONE}, or any JSON object: for calls whose response is documented
	 * nowhere.
	 */
	ExpectedResponse DONE_SOMEHOW = (response) -> DONE.matches(response)
			|| (mayBeJson(response) && object(response) != null);

	/** A JSON body. */
	ExpectedResponse RESULT = (response) -> isResult(response) && mayBeJson(response);

	/** A JSON body, or 204 for nothing. */
	ExpectedResponse RESULT_OR_NOTHING = (response) -> isNothing(response) || RESULT.matches(response);

	/** A JSON body, or {@link #DONE}. */
	ExpectedResponse RESULT_OR_DONE = (response) -> RESULT.matches(response) || DONE.matches(response);

	/** Something was accepted or created, with its address in a header. */
	ExpectedResponse LOCATION = (response) -> mayBeJson(response)
			&& (isAccepted(response) || response.status().value() == 201);

	/** Plain text, which some servers declare as JSON. */
	ExpectedResponse TEXT = (response) -> isResult(response)
			&& (mayBeJson(response) || isOfType(response, MediaType.TEXT_PLAIN));

	/** An image of any kind. */
	ExpectedResponse IMAGE = (response) -> {
		MediaType type = response.contentType();
		return isResult(response)
				&& ((type != null) ? type.getType().equalsIgnoreCase("image") : !response.hasContentType());
	};

	/**
	 * A file of any type but HTML, which is a page for people.
	 */
	ExpectedResponse FILE = (response) -> isResult(response) && !isOfType(response, MediaType.TEXT_HTML)
			&& !isOfType(response, MediaType.APPLICATION_XHTML_XML);

	boolean matches(ReceivedResponse response);

	private static boolean isNothing(ReceivedResponse response) {
		return response.status().value() == 204 && !response.hasBody();
	}

	// An unknown status counts as 200.
	private static boolean isResult(ReceivedResponse response) {
		return switch (response.status().value()) {
			case 202, 204, 205, 206 -> false;
			default -> true;
		};
	}

	private static boolean isOfType(ReceivedResponse response, MediaType wanted) {
		MediaType type = response.contentType();
		return type != null && type.equalsTypeAndSubtype(wanted);
	}

	private static boolean mayBeJson(ReceivedResponse response) {
		MediaType type = response.contentType();
		return (type != null) ? type.getSubtype().equalsIgnoreCase("json") || type.getSubtype().endsWith("+json")
				: !response.hasContentType();
	}

	// Some servers send only the status 202, which means the same.
	private static boolean isAccepted(ReceivedResponse response) {
		boolean byStatus = response.status().value() == 202;
		if (byStatus && !response.hasBody()) {
			return true;
		}
		JsonNode body = object(response);
		return body != null && "accepted".equals(body.path("status").asString(byStatus ? "accepted" : ""));
	}

	private static @Nullable JsonNode object(ReceivedResponse response) {
		try {
			JsonNode body = WireJson.MAPPER.readTree(response.body());
			return body.isObject() ? body : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
