package io.m2x.client.internal;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.m2x.client.error.M2xTransportException;

/**
 * Reads JSON responses of a call.
 */
final class ResponseReader {

	private final String operation;

	private final Origin origin;

	ResponseReader(String operation, Origin origin) {
		this.operation = operation;
		this.origin = origin;
	}

	ReceivedResponse notEmpty(ReceivedResponse response) {
		if (!response.hasBody()) {
			throw failure("the response is empty");
		}
		return response;
	}

	<T> T read(ReceivedResponse response, Class<T> type) {
		return convert(notEmpty(response), () -> WireJson.MAPPER.readValue(response.body(), type));
	}

	JsonNode tree(ReceivedResponse response) {
		return convert(notEmpty(response), () -> WireJson.MAPPER.readTree(response.body()));
	}

	JsonNode object(ReceivedResponse response) {
		JsonNode tree = tree(response);
		if (!tree.isObject()) {
			throw unreadable(response);
		}
		return tree;
	}

	<T> List<T> items(ReceivedResponse response, JsonNode tree, String member, Class<T> type) {
		JsonNode array = tree.isArray() ? tree : tree.path(member);
		if (!array.isArray() && !array.isNull()) {
			throw unreadable(response);
		}
		List<T> items = new ArrayList<>();
		for (JsonNode item : array) {
			items.add(convert(response, () -> WireJson.MAPPER.treeToValue(item, type)));
		}
		return List.copyOf(items);
	}

	private <T> T convert(ReceivedResponse response, Conversion<T> conversion) {
		try {
			T converted = conversion.convert();
			if (converted != null) {
				return converted;
			}
		}
		catch (JacksonException ex) {
			// The exception quotes the body, which may contain a key, so it is dropped.
		}
		throw unreadable(response);
	}

	private M2xTransportException unreadable(ReceivedResponse response) {
		String source = response.hasContentType() ? ""
				: "; " + this.origin.host() + " responded with " + response.describe();
		return failure("the response is not the expected JSON" + source);
	}

	private M2xTransportException failure(String reason) {
		return new M2xTransportException(this.operation, this.origin.withHint(reason), null);
	}

	/**
	 * Conversion that may fail with Jackson's exception.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	private interface Conversion<T> {

		@Nullable T convert();

	}

}
