package io.m2x.client.distributions;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.M2xRequest;
import io.m2x.client.model.SortDirection;

/**
 * Selects a page of the list of distributions and its order. Properties that are
 * {@code null} are left to the server.
 *
 * <pre>{@code
 * DistributionQuery query = DistributionQuery.all().sortedBy(DistributionSort.NAME, SortDirection.ASC);
 * }</pre>
 *
 * @param page the number of the page, from 1
 * @param limit the number of distributions on a page, 0 to 100
 * @param sort the property to sort by, by default the time of creation
 * @param direction the direction, by default ascending
 * @since 0.1.0
 */
public record DistributionQuery(@Nullable Integer page, @Nullable Integer limit, @Nullable DistributionSort sort,
		@Nullable SortDirection direction) {

	public DistributionQuery {
		Assert.isTrue(page == null || page >= 1, "'page' must be at least 1");
		Assert.isTrue(limit == null || limit >= 0, "'limit' must not be negative");
	}

	/**
	 * Select the first page, with the defaults of the server.
	 * @return the query
	 */
	public static DistributionQuery all() {
		return new DistributionQuery(null, null, null, null);
	}

	/**
	 * Return a copy of this query for another page.
	 * @param page the number of the page, from 1
	 * @return the query
	 */
	public DistributionQuery withPage(int page) {
		return new DistributionQuery(page, this.limit, this.sort, this.direction);
	}

	/**
	 * Return a copy of this query with another page size.
	 * @param limit the number of distributions on a page, 0 to 100; the server reduces
	 * larger numbers
	 * @return the query
	 */
	public DistributionQuery withLimit(int limit) {
		return new DistributionQuery(this.page, limit, this.sort, this.direction);
	}

	/**
	 * Return a copy of this query in an order.
	 * @param sort the property to sort by
	 * @param direction the direction
	 * @return the query
	 */
	public DistributionQuery sortedBy(DistributionSort sort, SortDirection direction) {
		return new DistributionQuery(this.page, this.limit, sort, direction);
	}

	M2xRequest addTo(M2xRequest request) {
		return request.query("page", this.page)
			.query("limit", this.limit)
			.query("sort", this.sort)
			.query("dir", this.direction);
	}

}
