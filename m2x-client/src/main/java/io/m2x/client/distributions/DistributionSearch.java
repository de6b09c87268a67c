package io.m2x.client.distributions;

import java.time.Instant;

import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.internal.SearchTerms;
import io.m2x.client.model.Visibility;

/**
 * Criteria of a search for distributions, which must meet all of them. A search is
 * immutable: every method returns a copy.
 *
 * <pre>{@code
 * DistributionSearch search = DistributionSearch.create().withText("greenhouse");
 * }</pre>
 * <p>
 * A search with conditions on metadata, or with a very long query, is sent as a POST. Any
 * other is sent as a GET.
 *
 * @since 0.1.0
 */
public final class DistributionSearch {

	private final DistributionQuery query;

	private final SearchTerms terms;

	private DistributionSearch(DistributionQuery query, SearchTerms terms) {
		this.query = query;
		this.terms = terms;
	}

	/**
	 * Create a search for all distributions. Narrow it with the other methods.
	 * @return the search
	 */
	public static DistributionSearch create() {
		return new DistributionSearch(DistributionQuery.all(), SearchTerms.NONE);
	}

	/**
	 * Return a copy of this search with a query for the page and the order.
	 * @param query the page and the order
	 * @return the search
	 */
	public DistributionSearch show(DistributionQuery query) {
		return new DistributionSearch(query, this.terms);
	}

	/**
	 * Return a copy of this search for a text in the name or in the description.
	 * @param text a text that one of them contains, ignoring case
	 * @return the search
	 */
	public DistributionSearch withText(String text) {
		return with(this.terms.with("q", text));
	}

	/**
	 * Return a copy of this search for tags.
	 * @param tags the tags, all of which a distribution must have
	 * @return the search
	 */
	public DistributionSearch withTags(String... tags) {
		return with(this.terms.withList("tags", tags));
	}

	/**
	 * Return a copy of this search for a visibility.
	 * @param visibility who can see the devices of the distributions
	 * @return the search
	 */
	public DistributionSearch withVisibility(Visibility visibility) {
		return with(this.terms.withVisibility(visibility));
	}

	/**
	 * Return a copy of this search for distributions that were edited since an instant.
	 * @param instant the instant
	 * @return the search
	 */
	public DistributionSearch modifiedSince(Instant instant) {
		return with(this.terms.modifiedSince(instant));
	}

	/**
	 * Return a copy of this search for distributions that were not edited since an
	 * instant.
	 * @param instant the instant
	 * @return the search
	 */
	public DistributionSearch unmodifiedSince(Instant instant) {
		return with(this.terms.unmodifiedSince(instant));
	}

	/**
	 * Return a copy of this search with a condition on a field of the metadata.
	 * @param field the exact name of the field
	 * @param text a text that the value contains, ignoring case
	 * @return the search
	 */
	public DistributionSearch whereMetadata(String field, String text) {
		return with(this.terms.withMetadata(field, text));
	}

	DistributionQuery query() {
		return this.query;
	}

	M2xRequest request(M2xTransport transport, String operation, ResourcePath path) {
		return this.terms.request(transport, operation, path, this.query::addTo);
	}

	private DistributionSearch with(SearchTerms changed) {
		return new DistributionSearch(this.query, changed);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof DistributionSearch search && search.query.equals(this.query)
				&& search.terms.equals(this.terms);
	}

	@Override
	public int hashCode() {
		return this.terms.hashCode();
	}

	@Override
	public String toString() {
		return "DistributionSearch[" + this.terms + ", " + this.query + "]";
	}

}
