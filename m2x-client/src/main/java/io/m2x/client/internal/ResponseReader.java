package io.m2x.client.internal;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.m2x.client.error.M2xTransportException;

/**
 * Reads the JSON of answers to a call.
 */
final class ResponseReader {

	private final String operation;

	private final Origin origin;

	ResponseReader(String operation, Origin origin) {
		this.operation = operation;
		this.origin = origin;
	}

	ReceivedResponse filled(ReceivedResponse answer) {
		if (!answer.hasBody()) {
			throw failure("there is nothing in the answer");
		}
		return answer;
	}

	<T> T read(ReceivedResponse answer, Class<T> type) {
		return convert(filled(answer), () -> WireJson.MAPPER.readValue(answer.body(), type));
	}

	JsonNode tree(ReceivedResponse answer) {
		return convert(filled(answer), () -> WireJson.MAPPER.readTree(answer.body()));
	}

	JsonNode object(ReceivedResponse answer) {
		JsonNode tree = tree(answer);
		if (!tree.isObject()) {
			throw unreadable(answer);
		}
		return tree;
	}

	<T> List<T> items(ReceivedResponse answer, JsonNode tree, String member, Class<T> type) {
		JsonNode array = tree.isArray() ? tree : tree.path(member);
		if (!array.isArray() && !array.isNull()) {
			throw unreadable(answer);
		}
		List<T> items = new ArrayList<>();
		for (JsonNode item : array) {
			items.add(convert(answer, () -> WireJson.MAPPER.treeToValue(item, type)));
		}
		return List.copyOf(items);
	}

	private <T> T convert(ReceivedResponse answer, Conversion<T> conversion) {
		try {
			T converted = conversion.convert();
			if (converted != null) {
				return converted;
			}
		}
		catch (JacksonException ex) {
			// The exception quotes the body, which may hold a key: it is not passed on.
		}
		throw unreadable(answer);
	}

	private M2xTransportException unreadable(ReceivedResponse answer) {
		String where = answer.hasContentType() ? "" : "; from " + this.origin.host() + " came: " + answer.describe();
		return failure("the answer is not the JSON that was expected" + where);
	}

	private M2xTransportException failure(String reason) {
		return new M2xTransportException(this.operation, this.origin.withHint(reason), null);
	}

	/**
	 * A step of reading that fails with Jackson's exception.
	 *
	 * @param <T> what is read
	 */
	@FunctionalInterface
	private interface Conversion<T> {

		@Nullable T convert();

	}

}
