package io.m2x.client.internal;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;

import io.m2x.client.model.Visibility;

/**
 * Criteria of a search, in their JSON names.
 *
 * @param parameters the criteria that fit into a query, by name
 * @param filters the criteria that only a body can hold, by name
 */
public record SearchTerms(Map<String, Object> parameters, Map<String, Object> filters) {

	/**
	 * No criteria.
	 */
	public static final SearchTerms NONE = new SearchTerms(Map.of(), Map.of());

	/** The length that every server on the way accepts in an address. */
	private static final int LONGEST_QUERY = 1500;

	/**
	 * Return the same terms with a parameter.
	 * @param name the name
	 * @param value a text, a time, a word of an enumeration or a list of texts
	 * @return the terms
	 */
	public SearchTerms with(String name, Object value) {
		Assert.notNull(value, () -> "'" + name + "' must not be null");
		return new SearchTerms(extended(this.parameters, name, value), this.filters);
	}

	/**
	 * Return the same terms with a list of texts.
	 * @param name the name
	 * @param values the texts, without commas
	 * @return the terms
	 */
	public SearchTerms withList(String name, String... values) {
		return with(name, CommaSeparated.checked(List.of(values)));
	}

	/**
	 * Return the same terms with a visibility.
	 * @param visibility who can see the resources
	 * @return the terms
	 */
	public SearchTerms withVisibility(Visibility visibility) {
		Assert.isTrue(visibility != Visibility.UNKNOWN, "'visibility' must be PUBLIC or PRIVATE");
		return with("visibility", visibility);
	}

	/**
	 * Return the same terms for resources that were edited since an instant.
	 * @param instant the earliest instant
	 * @return the terms
	 */
	public SearchTerms modifiedSince(Instant instant) {
		return with("modified_since", instant);
	}

	/**
	 * Return the same terms for resources that were not edited since an instant.
	 * @param instant the instant after the last edit
	 * @return the terms
	 */
	public SearchTerms unmodifiedSince(Instant instant) {
		return with("unmodified_since", instant);
	}

	/**
	 * Return the same terms with a filter.
	 * @param name the name
	 * @param filter the value, to be written as JSON
	 * @return the terms
	 */
	public SearchTerms withFilter(String name, Object filter) {
		return new SearchTerms(this.parameters, extended(this.filters, name, filter));
	}

	/**
	 * Return the same terms with a field of the metadata.
	 * @param field the exact name of the field
	 * @param text a text that the value contains
	 * @return the terms
	 */
	public SearchTerms withMetadata(String field, String text) {
		return withEntry("metadata", field, Map.of("match", text));
	}

	/**
	 * Return the same terms with one more entry of a filter.
	 * @param name the name of the filter
	 * @param key the key of the entry
	 * @param value the value, to be written as JSON
	 * @return the terms
	 */
	public SearchTerms withEntry(String name, String key, Object value) {
		Map<String, Object> entries = new LinkedHashMap<>();
		if (this.filters.get(name) instanceof Map<?, ?> present) {
			present.forEach((presentKey, presentValue) -> entries.put(presentKey.toString(), presentValue));
		}
		entries.put(key, value);
		return withFilter(name, Collections.unmodifiableMap(entries));
	}

	private static Map<String, Object> extended(Map<String, Object> members, String name, Object value) {
		Map<String, Object> extended = new LinkedHashMap<>(members);
		extended.put(name, value);
		return Collections.unmodifiableMap(extended);
	}

	/**
	 * Create the request: a GET if everything fits into its query, otherwise a POST with
	 * everything in its body.
	 * @param transport sends the request
	 * @param operation the name of the operation
	 * @param path the path of the search
	 * @param page adds the parameters of the page
	 * @return the request
	 */
	public M2xRequest request(M2xTransport transport, String operation, ResourcePath path, Consumer<M2xRequest> page) {
		M2xRequest get = fill(transport.request(operation, HttpMethod.GET, path), page);
		if (this.filters.isEmpty() && get.queryLength() <= LONGEST_QUERY) {
			return get;
		}
		return fill(transport.request(operation, HttpMethod.POST, path), page).queryInBody(this.filters)
			.idempotent(true);
	}

	private M2xRequest fill(M2xRequest request, Consumer<M2xRequest> page) {
		this.parameters.forEach(request::query);
		page.accept(request);
		return request;
	}

}
