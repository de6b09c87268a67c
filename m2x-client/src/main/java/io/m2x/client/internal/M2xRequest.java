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
 * One request on its way to being sent; each {@code retrieve} method returns a cold
 * publisher that sends it once per subscription.
 */
public final class M2xRequest {

	/**
	 * Address with what follows its last slash; neither a slash at the end nor a query
	 * counts.
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
	 * Set whether the request may be sent again although M2X may have carried it out
	 * already; by default any but a POST may. One that certainly did not arrive is sent
	 * again in any case.
	 * @param idempotent whether it does no more when it arrives twice
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
	 * @throws IllegalArgumentException if the value is an instant that has no form on the
	 * wire
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
	 * @throws IllegalArgumentException if there is an instant in it that has no form on
	 * the wire
	 */
	public M2xRequest body(Object body) {
		this.content = WireJson.MAPPER.writeValueAsBytes(body);
		return this;
	}

	/**
	 * Ask for another kind of answer than JSON or plain text.
	 * @param mediaType the media type, such as {@code image/png}
	 * @return this request
	 */
	public M2xRequest accept(String mediaType) {
		this.accepted = MediaType.valueOf(mediaType);
		return this;
	}

	/**
	 * Set the API key that the path is about. Only the connection learns it.
	 * @param key the key
	 * @return this request
	 * @throws IllegalArgumentException if the key can't be a part of a path
	 */
	public M2xRequest keyInPath(ApiKey key) {
		Assert.isTrue(!key.value().equals(".") && !key.value().equals(".."), "The key can't be a part of a path");
		this.keyInPath = key;
		return this;
	}

	/**
	 * Let the query parameters travel in the body, next to what has no form in a query.
	 * @param filters the further members of the body
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
	 * Return how long the query is.
	 * @return the number of characters of all names and values
	 */
	public int queryLength() {
		return this.query.entrySet()
			.stream()
			.mapToInt((parameter) -> parameter.getKey().length() + toText(parameter.getValue()).length())
			.sum();
	}

	/**
	 * Send the request, whose answer tells nothing but that it was accepted.
	 * @return completes when M2X has said that it has carried out or accepted the request
	 */
	public Mono<Void> retrieve() {
		return this.transport.send(this, Expected.DONE, (answer) -> null);
	}

	/**
	 * Send the request, whose answer tells nothing but that it was accepted, in a form
	 * that no source has.
	 * @return completes when M2X has answered with success
	 */
	public Mono<Void> retrieveAnyForm() {
		return this.transport.send(this, Expected.DONE_SOMEHOW, (answer) -> null);
	}

	/**
	 * Send the request and read the answer as JSON.
	 * @param <T> the type of the answer
	 * @param type the type of the answer
	 * @return the answer; fails if there is nothing in it
	 */
	public <T> Mono<T> retrieve(Class<T> type) {
		return this.transport.send(this, Expected.RESULT, (answer) -> reader().read(answer, type));
	}

	/**
	 * Send the request and read the answer as JSON, if there is any.
	 * @param <T> the type of the answer
	 * @param type the type of the answer
	 * @return the answer, or empty if M2X says that there is nothing (204)
	 */
	public <T> Mono<T> retrieveIfAny(Class<T> type) {
		return this.transport.send(this, Expected.RESULT_OR_NOTHING,
				(answer) -> isNothing(answer) ? null : reader().read(answer, type));
	}

	/**
	 * Send the request and read what it has created, as JSON.
	 * @param <T> the type of the answer
	 * @param type the type of the answer
	 * @return the answer, or empty if M2X says that it has carried out or accepted the
	 * request without one
	 */
	public <T> Mono<T> retrieveIfCreated(Class<T> type) {
		return this.transport.send(this, Expected.RESULT_OR_DONE,
				(answer) -> Expected.RESULT.isMetBy(answer) ? reader().read(answer, type) : null);
	}

	/**
	 * Send the request and read the answer as plain text.
	 * @return the text without surrounding blanks
	 */
	public Mono<String> retrieveText() {
		return this.transport.send(this, Expected.TEXT, (answer) -> reader().filled(answer).text());
	}

	/**
	 * Send the request and read the answer as an image.
	 * @return the bytes of the image
	 */
	public Mono<byte[]> retrieveImage() {
		return this.transport.send(this, Expected.IMAGE, (answer) -> reader().filled(answer).body());
	}

	/**
	 * Send the request and read the id of what it led to, which M2X tells in the
	 * {@code Location} header alone.
	 * @return the last part of the address in the header
	 */
	public Mono<String> retrieveLocationId() {
		return this.transport.send(this, Expected.LOCATION, (answer) -> {
			String location = answer.headers().getFirst(HttpHeaders.LOCATION);
			Matcher matcher = LAST_SEGMENT.matcher((location != null) ? location.strip() : "");
			if (!matcher.matches()) {
				throw new M2xTransportException(this.operation, "the answer has no Location header with an id", null);
			}
			return matcher.group(1);
		});
	}

	/**
	 * Send the request and read the answer as an object of texts.
	 * @return the members in the order of the answer; empty if M2X says that there is
	 * nothing (204)
	 */
	public Mono<Map<String, String>> retrieveTextMap() {
		return this.transport.send(this, Expected.RESULT_OR_NOTHING, (answer) -> {
			Map<String, @Nullable String> texts = new LinkedHashMap<>();
			if (!isNothing(answer)) {
				reader().object(answer)
					.properties()
					.forEach((member) -> texts.put(member.getKey(), LenientStringDeserializer.of(member.getValue())));
			}
			return Present.entries(texts);
		});
	}

	/**
	 * Send the request and read the items of a list.
	 * @param <T> the type of the items
	 * @param member the member of the answer that holds the array; an answer that is an
	 * array itself is read too
	 * @param type the type of the items
	 * @return the items; none if M2X says that there is nothing (204)
	 */
	public <T> Mono<List<T>> retrieveList(String member, Class<T> type) {
		return this.transport.send(this, Expected.RESULT_OR_NOTHING, (answer) -> isNothing(answer) ? List.of()
				: reader().items(answer, reader().tree(answer), member, type));
	}

	/**
	 * Send the request and read a page of a list.
	 * @param <T> the type of the items
	 * @param member the member of the answer that holds the items
	 * @param type the type of the items
	 * @return the page
	 */
	public <T> Mono<Page<T>> retrievePage(String member, Class<T> type) {
		return this.transport.send(this, Expected.RESULT, (answer) -> {
			JsonNode tree = reader().tree(answer);
			List<T> items = reader().items(answer, tree, member, type);
			return new Page<>(items, tree.path("total").asLong(items.size()), tree.path("pages").asInt(1),
					tree.path("limit").asInt(items.size()),
					tree.path("current_page").asInt((this.query.get("page") instanceof Integer page) ? page : 1));
		});
	}

	/**
	 * Send the request and read the answer as a tree, for answers whose shape varies.
	 * @return the tree
	 */
	public Mono<JsonNode> retrieveTree() {
		return this.transport.send(this, Expected.RESULT, (answer) -> reader().tree(answer));
	}

	private static boolean isNothing(ReceivedResponse answer) {
		return answer.status().isSameCodeAs(HttpStatus.NO_CONTENT);
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

	// With parameters it is about a part of what the path names, which remains.
	boolean removesWhatItNames() {
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
		// The base URL is encoded already, in its own way.
		return URI.create(baseUrl + builder.encode().buildAndExpand(variables.toArray()).toUriString());
	}

}
