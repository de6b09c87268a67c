package io.m2x.client.distributions;

import java.time.Instant;

import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.internal.SearchTerms;
import io.m2x.client.model.Visibility;

/**
 * Which distributions to search for; they must meet all that is demanded here. Immutable:
 * every method returns another search.
 * <p>
 * A search with conditions on metadata travels as a POST with everything in its body, as
 * does one that would make a very long address; any other is a GET.
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
	 * Search for all distributions, to be narrowed with the other methods.
	 * @return the search
	 */
	public static DistributionSearch create() {
		return new DistributionSearch(DistributionQuery.all(), SearchTerms.NONE);
	}

	/**
	 * Return the same search for a page and an order.
	 * @param query which page, and in which order
	 * @return the search
	 */
	public DistributionSearch show(DistributionQuery query) {
		return new DistributionSearch(query, this.terms);
	}

	/**
	 * Return the same search for a text in the name or in the description.
	 * @param text what one of them contains, in letters of any case
	 * @return the search
	 */
	public DistributionSearch withText(String text) {
		return with(this.terms.with("q", text));
	}

	/**
	 * Return the same search for tags.
	 * @param tags the tags that a distribution must have, all of them
	 * @return the search
	 */
	public DistributionSearch withTags(String... tags) {
		return with(this.terms.withList("tags", tags));
	}

	/**
	 * Return the same search for a visibility.
	 * @param visibility who can see the devices of the distributions
	 * @return the search
	 */
	public DistributionSearch withVisibility(Visibility visibility) {
		return with(this.terms.withVisibility(visibility));
	}

	/**
	 * Return the same search for distributions that were edited lately.
	 * @param instant when they were edited at the earliest
	 * @return the search
	 */
	public DistributionSearch modifiedSince(Instant instant) {
		return with(this.terms.modifiedSince(instant));
	}

	/**
	 * Return the same search for distributions that were not edited lately.
	 * @param instant before when they were edited last
	 * @return the search
	 */
	public DistributionSearch unmodifiedSince(Instant instant) {
		return with(this.terms.unmodifiedSince(instant));
	}

	/**
	 * Return the same search with a condition on a field of the metadata.
	 * @param field the exact name of the field
	 * @param text what the value contains, in letters of any case
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
