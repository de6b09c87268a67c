package io.m2x.client.internal;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import io.m2x.client.error.M2xTransportException;
import io.m2x.client.model.Page;

/**
 * Request that is built and then sent. Each {@code retrieve} method returns a cold
 * publisher that sends it once per subscription.
 */
public final class M2xRequest {

	/**
	 * Address whose last path segment is captured, ignoring a trailing slash and a query.
	 */
	private static final Pattern LAST_SEGMENT = Pattern.compile("[^?#]*/([A-Za-z0-9_-]+)/?(?:[?#].*)?");

	private final M2xTransport transport;

	private final String operation;

	private final HttpMethod method;

	private final ResourcePath path;

	private final Map<String, Object> query = new LinkedHashMap<>();

	private boolean queryInBody;

	private byte @Nullable [] content;

	private @Nullable MediaType accepted;

	private @Nullable ApiKey keyInPath;

	private boolean idempotent;

	M2xRequest(M2xTransport transport, String operation, HttpMethod method, ResourcePath path) {
		this.transport = transport;
		this.operation = operation;
		this.method = method;
		this.path = path;
		this.idempotent = !method.equals(HttpMethod.POST);
	}

	/**
	 * Set whether the request can be retried although M2X may have processed it. By
	 * default this holds for all methods but POST. A request that was not sent is always
	 * retried.
	 * @param idempotent whether sending it twice has the same effect as once
	 * @return this request
	 */
	public M2xRequest idempotent(boolean idempotent) {
		this.idempotent = idempotent;
		return this;
	}

	/**
	 * Add a query parameter.
	 * @param name the name
	 * @param value the value, or {@code null} to leave the parameter out
	 * @return this request
	 * @throws IllegalArgumentException if the value is an instant before the year 1 or
	 * after the year 9999
	 */
	public M2xRequest query(String name, @Nullable Object value) {
		if (value != null) {
			this.query.put(name, (value instanceof Instant instant) ? WireTime.format(name, instant) : value);
		}
		return this;
	}

	private static String toText(Object value) {
		if (value instanceof Enum<?> word) {
			return word.name().toLowerCase(Locale.ROOT);
		}
		if (value instanceof Collection<?> values) {
			return String.join(",", values.stream().map(M2xRequest::toText).toList());
		}
		return value.toString();
	}

	/**
	 * Set the body.
	 * @param body what to send as JSON
	 * @return this request
	 * @throws IllegalArgumentException if it contains an instant before the year 1 or
	 * after the year 9999
	 */
	public M2xRequest body(Object body) {
		this.content = WireJson.MAPPER.writeValueAsBytes(body);
		return this;
	}

	/**
	 * Request a media type other than JSON or plain text.
	 * @param mediaType the media type, such as {@code image/png}
	 * @return this request
	 */
	public M2xRequest accept(String mediaType) {
		this.accepted = MediaType.valueOf(mediaType);
		return this;
	}

	/**
	 * Set the API key that belongs into the path. Only the connection gets to know it.
	 * @param key the key
	 * @return this request
	 * @throws IllegalArgumentException if the key is not allowed in a path
	 */
	public M2xRequest keyInPath(ApiKey key) {
		Assert.isTrue(!key.value().equals(".") && !key.value().equals(".."), "The key is not allowed in a path");
		this.keyInPath = key;
		return this;
	}

	/**
	 * Send the query parameters in the body, together with filters that can't be sent in
	 * a query.
	 * @param filters the other members of the body
	 * @return this request
	 */
	public M2xRequest queryInBody(Map<String, ?> filters) {
		Map<String, Object> members = new LinkedHashMap<>();
		this.query.forEach((name, value) -> members.put(name,
				(value instanceof Number || value instanceof Boolean) ? value : toText(value)));
		members.putAll(filters);
		this.queryInBody = true;
		return body(members);
	}

	/**
	 * Return the length of the query.
	 * @return the number of characters of all names and values
	 */
	public int queryLength() {
		return this.query.entrySet()
			.stream()
			.mapToInt((parameter) -> parameter.getKey().length() + toText(parameter.getValue()).length())
			.sum();
	}

	/**
	 * Send the request and expect no result.
	 * @return completes when M2X has carried out or accepted the request
	 */
	public Mono<Void> retrieve() {
		return this.transport.send(this, ExpectedResponse.DONE, (response) -> null);
	}

	/**
	 * Send the request and ignore the result, whose form is documented nowhere.
	 * @return completes when M2X has responded with success
	 */
	public Mono<Void> retrieveAnyForm() {
		return this.transport.send(this, ExpectedResponse.DONE_SOMEHOW, (response) -> null);
	}

	/**
	 * Send the request and read the response as JSON.
	 * @param <T> the type of the response
	 * @param type the type of the response
	 * @return the response; fails if it is empty
	 */
	public <T> Mono<T> retrieve(Class<T> type) {
		return this.transport.send(this, ExpectedResponse.RESULT, (response) -> reader().read(response, type));
	}

	/**
	 * Send the request and read the response as JSON, if it has any.
	 * @param <T> the type of the response
	 * @param type the type of the response
	 * @return the response, or empty for status 204
	 */
	public <T> Mono<T> retrieveIfAny(Class<T> type) {
		return this.transport.send(this, ExpectedResponse.RESULT_OR_NOTHING,
				(response) -> isNothing(response) ? null : reader().read(response, type));
	}

	/**
	 * Send the request and read the created resource as JSON, if the response has it.
	 * @param <T> the type of the response
	 * @param type the type of the response
	 * @return the response, or empty if M2X has carried out or accepted the request
	 * without one
	 */
	public <T> Mono<T> retrieveIfCreated(Class<T> type) {
		return this.transport.send(this, ExpectedResponse.RESULT_OR_DONE,
				(response) -> ExpectedResponse.RESULT.matches(response) ? reader().read(response, type) : null);
	}

	/**
	 * Send the request and read the response as plain text.
	 * @return the text without surrounding whitespace
	 */
	public Mono<String> retrieveText() {
		return this.transport.send(this, ExpectedResponse.TEXT, (response) -> reader().notEmpty(response).text());
	}

	/**
	 * Send the request and read the response as an image.
	 * @return the bytes of the image
	 */
	public Mono<byte[]> retrieveImage() {
		return this.transport.send(this, ExpectedResponse.IMAGE, (response) -> reader().notEmpty(response).body());
	}

	/**
	 * Send the request and read the id of what it created from the {@code Location}
	 * header.
	 * @return the last path segment of the header
	 */
	public Mono<String> retrieveLocationId() {
		return this.transport.send(this, ExpectedResponse.LOCATION, (response) -> {
			String location = response.headers().getFirst(HttpHeaders.LOCATION);
			Matcher matcher = LAST_SEGMENT.matcher((location != null) ? location.strip() : "");
			if (!matcher.matches()) {
				throw new M2xTransportException(this.operation, "the response has no Location header with an id", null);
			}
			return matcher.group(1);
		});
	}

	/**
	 * Send the request and read the response as a JSON object of texts.
	 * @return the members in the order of the response; empty for status 204
	 */
	public Mono<Map<String, String>> retrieveTextMap() {
		return this.transport.send(this, ExpectedResponse.RESULT_OR_NOTHING, (response) -> {
			Map<String, @Nullable String> texts = new LinkedHashMap<>();
			if (!isNothing(response)) {
				reader().object(response)
					.properties()
					.forEach((member) -> texts.put(member.getKey(), LenientStringDeserializer.of(member.getValue())));
			}
			return WithoutNulls.map(texts);
		});
	}

	/**
	 * Send the request and read the items of a list.
	 * @param <T> the type of the items
	 * @param member the member of the response that holds the array; a response that is
	 * an array itself is read too
	 * @param type the type of the items
	 * @return the items; empty for status 204
	 */
	public <T> Mono<List<T>> retrieveList(String member, Class<T> type) {
		return this.transport.send(this, ExpectedResponse.RESULT_OR_NOTHING, (response) -> isNothing(response)
				? List.of() : reader().items(response, reader().tree(response), member, type));
	}

	/**
	 * Send the request and read a page of a list.
	 * @param <T> the type of the items
	 * @param member the member of the response that holds the items
	 * @param type the type of the items
	 * @return the page
	 */
	public <T> Mono<Page<T>> retrievePage(String member, Class<T> type) {
		return this.transport.send(this, ExpectedResponse.RESULT, (response) -> {
			JsonNode tree = reader().tree(response);
			List<T> items = reader().items(response, tree, member, type);
			return new Page<>(items, tree.path("total").asLong(items.size()), tree.path("pages").asInt(1),
					tree.path("limit").asInt(items.size()),
					tree.path("current_page").asInt((this.query.get("page") instanceof Integer page) ? page : 1));
		});
	}

	/**
	 * Send the request and read the response as a tree, for responses of varying form.
	 * @return the tree
	 */
	public Mono<JsonNode> retrieveTree() {
		return this.transport.send(this, ExpectedResponse.RESULT, (response) -> reader().tree(response));
	}

	private static boolean isNothing(ReceivedResponse response) {
		return response.status().isSameCodeAs(HttpStatus.NO_CONTENT);
	}

	private ResponseReader reader() {
		return new ResponseReader(this.operation, this.transport.origin());
	}

	String operation() {
		return this.operation;
	}

	HttpMethod method() {
		return this.method;
	}

	ResourcePath path() {
		return this.path;
	}

	@Nullable MediaType accepted() {
		return this.accepted;
	}

	@Nullable ApiKey keyInPath() {
		return this.keyInPath;
	}

	byte @Nullable [] content() {
		return this.content;
	}

	boolean isIdempotent() {
		return this.idempotent;
	}

	// With parameters the request deletes only a part of the resource.
	boolean deletesResource() {
		return this.method.equals(HttpMethod.DELETE) && this.query.isEmpty();
	}

	URI toUri(URI baseUrl) {
		UriComponentsBuilder builder = UriComponentsBuilder.fromPath(this.path.template());
		List<String> variables = new ArrayList<>(this.path.variables());
		if (!this.queryInBody) {
			this.query.forEach((name, value) -> {
				builder.queryParam(name, "{" + name + "}");
				variables.add(toText(value));
			});
		}
		// The base URL is already encoded.
		return URI.create(baseUrl + builder.encode().buildAndExpand(variables.toArray()).toUriString());
	}

}
