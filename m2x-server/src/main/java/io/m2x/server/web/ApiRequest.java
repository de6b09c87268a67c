package io.m2x.server.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Gives access to a request: to its parameters, which may stand in the query or in the
 * body, and to the address that the sender uses for the server.
 *
 * @since 0.1.0
 */
public final class ApiRequest {

	/** The attribute of an exchange whose request has a valid key. */
	public static final String KEY_ATTRIBUTE = ApiRequest.class.getName() + ".key";

	private static final String BODY = "body";

	/**
	 * The beginning of an object, with or without a byte order mark, or an empty value.
	 */
	private static final Pattern JSON = Pattern.compile("\\ufeff?\\s*+(?:\\{|(?:\\[\\s*+]|null)\\s*+$)");

	private final ServerWebExchange exchange;

	private final byte[] content;

	private final String baseUrl;

	ApiRequest(ServerWebExchange exchange, byte[] content, String baseUrl) {
		this.exchange = exchange;
		this.content = content;
		this.baseUrl = baseUrl;
	}

	/**
	 * Return the size of the body.
	 * @return the number of bytes
	 */
	public int size() {
		return this.content.length;
	}

	/**
	 * Return the fields of query and body; the body wins.
	 * @return the fields, not checked yet
	 */
	public Fields fields() {
		Map<String, JsonNode> members = text(this.exchange.getRequest().getQueryParams());
		members.putAll(bodyMembers());
		return new Fields(members, new Validation(), null);
	}

	/**
	 * Read the body as it comes, without building a tree, if nothing but a body of JSON
	 * was sent.
	 * @param <T> the type of the result
	 * @param reader reads the tokens, returns {@code null} to have the fields read
	 * instead
	 * @return what was read, {@code null} if the fields must be read
	 */
	public <T> @Nullable T tokens(Function<JsonParser, @Nullable T> reader) {
		if (!this.exchange.getRequest().getQueryParams().isEmpty() || isForm(contentType())) {
			return null;
		}
		try (JsonParser parser = WireJson.MAPPER.createParser(this.content)) {
			@Nullable T result = reader.apply(parser);
			return (parser.nextToken() == null) ? result : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/**
	 * Return the fields of the body alone.
	 * @return the fields, not checked yet; none if there is no body
	 */
	public Fields body() {
		return new Fields(bodyMembers(), new Validation(), null);
	}

	/**
	 * Return a variable of the path.
	 * @param name the variable's name
	 * @return the decoded value, or {@code null} if the path has no such variable
	 */
	public @Nullable String pathVariable(String name) {
		Map<String, String> variables = this.exchange.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		return (variables != null) ? variables.get(name) : null;
	}

	/**
	 * Refuse a path with a name that can't be stored: no resource has it, and some
	 * databases can't even look for it.
	 * @param exchange the request
	 * @throws ApiException if there is such a name in the path
	 */
	public static void requireStorablePath(ServerWebExchange exchange) {
		Map<String, String> variables = exchange.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		if (variables != null && !variables.values().stream().allMatch(Fields::isStorable)) {
			throw ApiException.notFound("Resource");
		}
	}

	/**
	 * Return the address of a resource.
	 * @param segments the segments of its path, not encoded
	 * @return the absolute address
	 */
	public String url(String... segments) {
		StringBuilder url = new StringBuilder(this.baseUrl);
		for (String segment : segments) {
			url.append('/').append(UriUtils.encode(segment, StandardCharsets.UTF_8));
		}
		return url.toString();
	}

	/**
	 * Return the address of this request with another page number.
	 * @param page the page number
	 * @return the absolute address with all parameters of this request except objects,
	 * which an address can't express
	 */
	String pageUrl(int page) {
		String path = this.exchange.getRequest().getPath().pathWithinApplication().value();
		UriComponentsBuilder builder = UriComponentsBuilder
			.fromUriString(this.baseUrl + path.substring(BaseUrls.PREFIX.length()));
		Map<String, JsonNode> members = text(this.exchange.getRequest().getQueryParams());
		members.putAll(bodyMembers());
		members.put("page", JsonNodeFactory.instance.numberNode(page));
		members.forEach((name, value) -> {
			String text = linkText(value);
			if (text != null) {
				builder.queryParam(UriUtils.encode(name, StandardCharsets.UTF_8),
						UriUtils.encode(text, StandardCharsets.UTF_8));
			}
		});
		return builder.build(true).toUriString();
	}

	private static @Nullable String linkText(JsonNode value) {
		if (value.isArray()) {
			boolean words = !value.isEmpty() && value.values().stream().allMatch(JsonNode::isValueNode);
			return words ? String.join(",", value.values().stream().map(Numbers::text).toList()) : null;
		}
		return (value.isValueNode() && !value.isNull()) ? Numbers.text(value) : null;
	}

	private boolean isBlank() {
		for (byte character : this.content) {
			if (character != ' ' && character != '\t' && character != '\r' && character != '\n') {
				return false;
			}
		}
		return true;
	}

	private Map<String, JsonNode> bodyMembers() {
		if (isBlank()) {
			return Map.of();
		}
		if (isForm(contentType())) {
			String text = new String(this.content, StandardCharsets.UTF_8);
			// Tools that send JSON often leave their default type, so the text decides.
			if (!JSON.matcher(text).lookingAt()) {
				return formMembers(text);
			}
		}
		try {
			JsonNode node = WireJson.MAPPER.readTree(this.content);
			if (node.isObject() || Fields.isNothing(node)) {
				return members(node);
			}
		}
		catch (JacksonException ex) {
			// Handled like any other body that is not a JSON object.
		}
		throw Validation.failure(BODY, Validation.NOT_VALID);
	}

	private static boolean isForm(@Nullable MediaType type) {
		return type != null && type.isCompatibleWith(MediaType.APPLICATION_FORM_URLENCODED);
	}

	private static Map<String, JsonNode> formMembers(String text) {
		try {
			return FormBody.read(text);
		}
		catch (IllegalArgumentException ex) {
			throw Validation.failure(BODY, Validation.NOT_VALID);
		}
	}

	private @Nullable MediaType contentType() {
		try {
			return this.exchange.getRequest().getHeaders().getContentType();
		}
		catch (InvalidMediaTypeException ex) {
			return null;
		}
	}

	private static Map<String, JsonNode> text(MultiValueMap<String, String> parameters) {
		Map<String, JsonNode> members = new LinkedHashMap<>();
		parameters.toSingleValueMap()
			.forEach((name, value) -> members.put(name,
					JsonNodeFactory.instance.stringNode((value != null) ? value : "")));
		return members;
	}

	// Return the members of an object, none of anything else.
	static Map<String, JsonNode> members(JsonNode object) {
		Map<String, JsonNode> members = new LinkedHashMap<>();
		object.properties().forEach((entry) -> members.put(entry.getKey(), entry.getValue()));
		return members;
	}

}
