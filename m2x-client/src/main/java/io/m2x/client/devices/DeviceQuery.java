package io.m2x.client.devices;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.model.SortDirection;

/**
 * Which page of a list of devices, in which order and how detailed; what is {@code null}
 * is left to the server.
 *
 * @param page the number of the page, from 1
 * @param limit how many devices a page holds, 0 to 100
 * @param sort what to sort by; by default the latest activity comes first
 * @param direction the direction; ascending if only the sort is given
 * @param streamValues the names of streams whose current values are wanted too; an empty
 * list asks for all of them
 * @param metadata whether the metadata is wanted too
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
	 * Ask for the first page as the server likes it.
	 * @return the query
	 */
	public static DeviceQuery all() {
		return new DeviceQuery(null, null, null, null, null, null);
	}

	/**
	 * Return the same query for another page.
	 * @param page the number of the page, from 1
	 * @return the query
	 */
	public DeviceQuery withPage(int page) {
		return new DeviceQuery(page, this.limit, this.sort, this.direction, this.streamValues, this.metadata);
	}

	/**
	 * Return the same query with another size of page.
	 * @param limit how many devices a page holds, 0 to 100; the server lowers larger
	 * numbers
	 * @return the query
	 */
	public DeviceQuery withLimit(int limit) {
		return new DeviceQuery(this.page, limit, this.sort, this.direction, this.streamValues, this.metadata);
	}

	/**
	 * Return the same query in an order.
	 * @param sort what to sort by
	 * @param direction the direction
	 * @return the query
	 */
	public DeviceQuery sortedBy(DeviceSort sort, SortDirection direction) {
		return new DeviceQuery(this.page, this.limit, sort, direction, this.streamValues, this.metadata);
	}

	/**
	 * Return the same query with the current values of streams.
	 * @param streams the names of the streams; none for all of them
	 * @return the query
	 */
	public DeviceQuery withStreamValues(String... streams) {
		return new DeviceQuery(this.page, this.limit, this.sort, this.direction, List.of(streams), this.metadata);
	}

	/**
	 * Return the same query with the metadata of each device.
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
