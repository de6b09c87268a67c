package io.m2x.server.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.store.StorableText;

/**
 * Reads the fields of a request by type. A field that breaks a rule is noted and read as
 * {@code null}; nothing must be done with the fields before {@link #check()}.
 *
 * @since 0.1.0
 */
public final class Fields {

	/** How many entries a list in one field may have. */
	public static final int MAX_LIST = 1000;

	/** How many characters a name may have. */
	public static final int MAX_NAME = 250;

	/** How many characters a description may have. */
	public static final int MAX_DESCRIPTION = 5000;

	private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");

	/** More than any integer can hold. */
	private static final Pattern HUGE = Pattern.compile("\\+?[1-9]\\d{18,}");

	private final Map<String, JsonNode> members;

	private final Validation validation;

	private final @Nullable String errorField;

	Fields(Map<String, JsonNode> members, Validation validation, @Nullable String errorField) {
		this.members = members;
		this.validation = validation;
		this.errorField = errorField;
	}

	/**
	 * Return whether the field was sent, be it as {@code null}.
	 * @param name the field's name
	 * @return whether it was sent
	 */
	public boolean has(String name) {
		return this.members.containsKey(name);
	}

	/**
	 * Return the names of all fields.
	 * @return the names, in the order they came
	 */
	public Set<String> names() {
		return this.members.keySet();
	}

	/**
	 * Return a field as it came.
	 * @param name the field's name
	 * @return the field, or {@code null} if it was not sent or is {@code null}
	 */
	public @Nullable JsonNode node(String name) {
		JsonNode node = this.members.get(name);
		return (node == null || node.isNull()) ? null : node;
	}

	/**
	 * Read text.
	 * @param name the field's name
	 * @param maxLength the greatest length in characters
	 * @return the text, or {@code null} if there is none
	 */
	public @Nullable String text(String name, int maxLength) {
		JsonNode node = node(name);
		if (node == null) {
			return null;
		}
		if (!isText(node)) {
			reject(name, Validation.NOT_VALID);
			return null;
		}
		return orReject((node.stringValue().length() <= maxLength) ? node.stringValue() : null, name,
				Validation.TOO_LONG);
	}

	/**
	 * Return whether a node is text that can be kept and given back.
	 * @param node the node
	 * @return whether it is a string without characters that can't be stored
	 */
	public static boolean isText(JsonNode node) {
		return node.isString() && isStorable(node.stringValue());
	}

	/**
	 * Return whether a text can be kept and given back, which neither JSON nor every
	 * database can do with NUL and halves of a pair.
	 * @param text the text
	 * @return whether it is without characters that can't be stored
	 */
	public static boolean isStorable(String text) {
		return StorableText.matches(text);
	}

	/**
	 * Read one of some words.
	 * @param name the field's name
	 * @param allowed the allowed words
	 * @return the word, or {@code null} if there is none
	 */
	public @Nullable String choice(String name, Set<String> allowed) {
		JsonNode node = node(name);
		if (node == null) {
			return null;
		}
		boolean word = (node.isString() || node.isBoolean()) && allowed.contains(node.asString());
		return orReject(word ? node.asString() : null, name, Validation.NOT_VALID);
	}

	/**
	 * Read a time.
	 * @param name the field's name
	 * @return milliseconds since 1970, or {@code null} if there is none
	 */
	public @Nullable Long time(String name) {
		JsonNode node = node(name);
		if (node == null) {
			return null;
		}
		Long time = TimeForms.parse(node);
		if (time == null) {
			this.validation.explain(TimeForms.EXPLANATION);
		}
		return orReject(time, name, Validation.NOT_VALID);
	}

	/**
	 * Read a number, also from text.
	 * @param name the field's name
	 * @return the number, or {@code null} if there is none
	 */
	public @Nullable Double number(String name) {
		JsonNode node = node(name);
		if (node == null) {
			return null;
		}
		Double number = Numbers.parse(node);
		return orReject(number, name, Validation.NOT_VALID);
	}

	/**
	 * Read an integer, also from text.
	 * @param name the field's name
	 * @param min the smallest allowed
	 * @param max the greatest allowed
	 * @return the integer, or {@code null} if there is none
	 */
	public @Nullable Long integer(String name, long min, long max) {
		JsonNode node = node(name);
		if (node == null) {
			return null;
		}
		String text = integerText(node);
		if (INTEGER.matcher(text).matches()) {
			long number = Long.parseLong(text);
			if (number >= min && number <= max) {
				return number;
			}
		}
		reject(name, Validation.NOT_VALID);
		return null;
	}

	private static String integerText(JsonNode node) {
		return node.isString() ? node.stringValue() : node.isIntegralNumber() ? node.asString() : "";
	}

	/**
	 * Read how many entries to return. More than the maximum is the maximum.
	 * @param name the field's name
	 * @param defaultLimit the number when nothing was sent
	 * @param maxLimit the maximum
	 * @return the number of entries
	 */
	public int limit(String name, int defaultLimit, int maxLimit) {
		JsonNode node = node(name);
		if (node != null && HUGE.matcher(integerText(node)).matches()) {
			return maxLimit;
		}
		Long limit = integer(name, 0, Long.MAX_VALUE);
		return (limit != null) ? (int) Math.min(limit, maxLimit) : defaultLimit;
	}

	/**
	 * Read a list of words: text with commas, or an array of text.
	 * @param name the field's name
	 * @return the distinct words without surrounding blanks, empty if there are none
	 */
	public List<String> words(String name) {
		JsonNode node = node(name);
		if (node == null) {
			return List.of();
		}
		Set<String> words = new LinkedHashSet<>();
		for (JsonNode element : node.isArray() ? node.values() : List.of(node)) {
			if (!isText(element) && !element.isBoolean()) {
				reject(name, Validation.NOT_VALID);
				return List.of();
			}
			for (String word : element.asString().split(",", -1)) {
				if (!word.isBlank()) {
					words.add(word.strip());
				}
			}
		}
		if (words.size() > MAX_LIST) {
			reject(name, Validation.TOO_LONG);
			return List.of();
		}
		return new ArrayList<>(words);
	}

	/**
	 * Read an object; whatever is wrong inside is reported for the object as a whole.
	 * @param name the field's name
	 * @return the fields of the object, or {@code null} if there is none
	 */
	public @Nullable Fields object(String name) {
		JsonNode node = node(name);
		return (node != null) ? object(name, node, (this.errorField != null) ? this.errorField : name) : null;
	}

	/**
	 * Read an object that makes sense with members only; whatever is wrong inside is
	 * reported for the object as a whole.
	 * @param name the field's name
	 * @return the fields of the object, or {@code null} if there is none or it is empty
	 */
	public @Nullable Fields filled(String name) {
		Fields fields = object(name);
		return (fields != null && !fields.members.isEmpty()) ? fields : null;
	}

	/**
	 * Read an object whose members are reported under their own names.
	 * @param name the name of the field in which the object stands
	 * @param node the node that should be an object
	 * @return the fields of the object, or {@code null} if it is none
	 */
	public @Nullable Fields members(String name, JsonNode node) {
		return object(name, node, null);
	}

	/**
	 * Read an object whose members are reported under the name of the field in which it
	 * stands.
	 * @param name the name of the field in which the object stands
	 * @param node the node that should be an object
	 * @return the fields of the object, or {@code null} if it is none
	 */
	public @Nullable Fields element(String name, JsonNode node) {
		return object(name, node, name);
	}

	/**
	 * Return whether a node says the same as an object without members. Languages that do
	 * not tell empty lists from empty maps send the ones for the others.
	 * @param node the node
	 * @return whether it is {@code null} or an array without elements
	 */
	static boolean isNothing(JsonNode node) {
		return node.isNull() || (node.isArray() && node.isEmpty());
	}

	private @Nullable Fields object(String name, JsonNode node, @Nullable String errors) {
		Fields fields = (node.isObject() || isNothing(node))
				? new Fields(ApiRequest.members(node), this.validation, errors) : null;
		return orReject(fields, name, Validation.NOT_VALID);
	}

	/**
	 * Read a required array.
	 * @param name the field's name
	 * @param maxSize the greatest number of elements
	 * @return the elements, empty if something is wrong
	 */
	public List<JsonNode> array(String name, int maxSize) {
		JsonNode node = node(name);
		if (node == null || (node.isArray() && node.isEmpty())) {
			reject(name, Validation.NOT_PRESENT);
		}
		else if (!node.isArray()) {
			reject(name, Validation.NOT_VALID);
		}
		else if (node.size() > maxSize) {
			reject(name, Validation.TOO_LONG);
		}
		else {
			return List.copyOf(node.values());
		}
		return List.of();
	}

	/**
	 * Note that fields are missing, unless they are there.
	 * @param names the names of required fields
	 */
	public void require(String... names) {
		for (String name : names) {
			JsonNode node = node(name);
			if (node == null || (node.isString() && node.stringValue().isBlank())) {
				reject(name, Validation.NOT_PRESENT);
			}
		}
	}

	/**
	 * Note that a field breaks a rule, unless it could be read.
	 * @param <T> the type of the value
	 * @param value what was read, {@code null} if the field breaks the rule
	 * @param name the field's name
	 * @param code the rule's code
	 * @return the value
	 */
	public <T> @Nullable T orReject(@Nullable T value, String name, String code) {
		if (value == null) {
			reject(name, code);
		}
		return value;
	}

	/**
	 * Add an error.
	 * @param name the field's name
	 * @param code the rule's code
	 */
	public void reject(String name, String code) {
		this.validation.reject((this.errorField != null) ? this.errorField : name, code);
	}

	/**
	 * Read the fields as a whole, and refuse the request if anything is wrong. Nothing is
	 * noted at the beginning, so a transaction that is retried can read again.
	 * @param <T> the type of the result
	 * @param reader reads the fields it is given
	 * @return what was read
	 */
	public <T extends @Nullable Object> T checked(Function<Fields, T> reader) {
		Fields fields = new Fields(this.members, new Validation(), this.errorField);
		T result = reader.apply(fields);
		fields.check();
		return result;
	}

	/**
	 * Refuse the request if anything was wrong so far.
	 */
	public void check() {
		this.validation.check();
	}

}
