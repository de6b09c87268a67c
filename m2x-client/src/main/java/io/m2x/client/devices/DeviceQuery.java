package io.m2x.client.devices;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.model.SortDirection;

/**
 * Selects a page of a list of devices, its order and its details. Properties that are
 * {@code null} are left to the server.
 *
 * <pre>{@code
 * DeviceQuery query = DeviceQuery.all().sortedBy(DeviceSort.NAME, SortDirection.ASC).withStreamValues();
 * }</pre>
 *
 * @param page the number of the page, from 1
 * @param limit the number of devices on a page, 0 to 100
 * @param sort the property to sort by. Without it, lists of an account begin with the
 * latest activity, the catalog with the newest device, and what reads all pages with the
 * oldest device.
 * @param direction the direction; ascending if only the sort is set. What reads all pages
 * ignores a direction without a sort.
 * @param streamValues the names of streams whose current values to include; empty for all
 * streams
 * @param metadata whether to include the metadata
 * @since 0.1.0
 */
public record DeviceQuery(@Nullable Integer page, @Nullable Integer limit, @Nullable DeviceSort sort,
		@Nullable SortDirection direction, @Nullable List<String> streamValues, @Nullable Boolean metadata) {

	static {
		PackageAccess.registerLists(DeviceQuery.class, new DeviceLists());
	}

	public DeviceQuery {
		Assert.isTrue(page == null || page >= 1, "'page' must be at least 1");
		Assert.isTrue(limit == null || limit >= 0, "'limit' must not be negative");
		streamValues = (streamValues != null) ? CommaSeparated.checked(streamValues) : null;
	}

	/**
	 * Select the first page, with the defaults of the server.
	 * @return the query
	 */
	public static DeviceQuery all() {
		return new DeviceQuery(null, null, null, null, null, null);
	}

	/**
	 * Return a copy of this query for another page.
	 * @param page the number of the page, from 1
	 * @return the query
	 */
	public DeviceQuery withPage(int page) {
		return new DeviceQuery(page, this.limit, this.sort, this.direction, this.streamValues, this.metadata);
	}

	/**
	 * Return a copy of this query with another page size.
	 * @param limit the number of devices on a page, 0 to 100; the server reduces larger
	 * numbers
	 * @return the query
	 */
	public DeviceQuery withLimit(int limit) {
		return new DeviceQuery(this.page, limit, this.sort, this.direction, this.streamValues, this.metadata);
	}

	/**
	 * Return a copy of this query in an order.
	 * @param sort the property to sort by
	 * @param direction the direction
	 * @return the query
	 */
	public DeviceQuery sortedBy(DeviceSort sort, SortDirection direction) {
		return new DeviceQuery(this.page, this.limit, sort, direction, this.streamValues, this.metadata);
	}

	/**
	 * Return a copy of this query with the current values of streams.
	 * @param streams the names of the streams; none for all of them
	 * @return the query
	 */
	public DeviceQuery withStreamValues(String... streams) {
		return new DeviceQuery(this.page, this.limit, this.sort, this.direction, List.of(streams), this.metadata);
	}

	/**
	 * Return a copy of this query with the metadata of each device.
	 * @return the query
	 */
	public DeviceQuery withMetadata() {
		return new DeviceQuery(this.page, this.limit, this.sort, this.direction, this.streamValues, true);
	}

	M2xRequest addTo(M2xRequest request) {
		return request.query("page", this.page)
			.query("limit", this.limit)
			.query("sort", this.sort)
			.query("dir", this.direction)
			.query("include_stream_values",
					(this.streamValues != null && this.streamValues.isEmpty()) ? true : this.streamValues)
			.query("include_metadata", this.metadata);
	}

}
