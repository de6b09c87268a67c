package io.m2x.client.devices;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.springframework.util.Assert;

import io.m2x.client.commands.CommandStatus;
import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.internal.SearchTerms;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.TextValue;
import io.m2x.client.model.ValueCondition;
import io.m2x.client.model.Visibility;

/**
 * Criteria of a search for devices, which must meet all of them. A search is immutable:
 * every method returns a copy.
 *
 * <pre>{@code
 * DeviceSearch search = DeviceSearch.create()
 *     .withTags("greenhouse")
 *     .whereStream("temperature", ValueCondition.greaterThan(30));
 * }</pre>
 * <p>
 * A search with conditions on streams, metadata or the location, or with a very long
 * query, is sent as a POST. Any other is sent as a GET.
 *
 * @since 0.1.0
 */
public final class DeviceSearch {

	private static final String ANY = "*";

	private static final String LOCATION = "location";

	private static final int MIN_CORNERS = 3;

	private final DeviceQuery query;

	private final SearchTerms terms;

	private DeviceSearch(DeviceQuery query, SearchTerms terms) {
		this.query = query;
		this.terms = terms;
	}

	/**
	 * Create a search for all devices. Narrow it with the other methods.
	 * @return the search
	 */
	public static DeviceSearch create() {
		return new DeviceSearch(DeviceQuery.all(), SearchTerms.NONE);
	}

	/**
	 * Return a copy of this search with a query for the page, the order and the details.
	 * @param query the page, the order and the details
	 * @return the search
	 */
	public DeviceSearch show(DeviceQuery query) {
		return new DeviceSearch(query, this.terms);
	}

	/**
	 * Return a copy of this search for devices with one of some ids.
	 * @param ids the ids of the devices
	 * @return the search
	 */
	public DeviceSearch withIds(String... ids) {
		return with(this.terms.withList("ids", ids));
	}

	/**
	 * Return a copy of this search for a name.
	 * @param text a text that the name contains, ignoring case
	 * @return the search
	 */
	public DeviceSearch withName(String text) {
		return with(this.terms.with("name", text));
	}

	/**
	 * Return a copy of this search for a description.
	 * @param text a text that the description contains, ignoring case
	 * @return the search
	 */
	public DeviceSearch withDescription(String text) {
		return with(this.terms.with("description", text));
	}

	/**
	 * Return a copy of this search for a text in the name or in the description.
	 * @param text a text that one of them contains, ignoring case
	 * @return the search
	 */
	public DeviceSearch withText(String text) {
		return with(this.terms.with("q", text));
	}

	/**
	 * Return a copy of this search for tags.
	 * @param tags the tags, all of which a device must have
	 * @return the search
	 */
	public DeviceSearch withTags(String... tags) {
		return with(this.terms.withList("tags", tags));
	}

	/**
	 * Return a copy of this search for serials.
	 * @param serials the serials, one of which a device must have; without commas
	 * @return the search
	 */
	public DeviceSearch withSerials(String... serials) {
		return with(this.terms.withList("serial", serials));
	}

	/**
	 * Return a copy of this search for a status.
	 * @param status whether the devices are enabled
	 * @return the search
	 */
	public DeviceSearch withStatus(ResourceStatus status) {
		Assert.isTrue(status != ResourceStatus.UNKNOWN, "'status' must be ENABLED or DISABLED");
		return with(this.terms.with("status", status));
	}

	/**
	 * Return a copy of this search for a visibility.
	 * @param visibility who can see the devices
	 * @return the search
	 */
	public DeviceSearch withVisibility(Visibility visibility) {
		return with(this.terms.withVisibility(visibility));
	}

	/**
	 * Return a copy of this search for devices that were edited since an instant.
	 * @param instant the instant
	 * @return the search
	 */
	public DeviceSearch modifiedSince(Instant instant) {
		return with(this.terms.modifiedSince(instant));
	}

	/**
	 * Return a copy of this search for devices that were not edited since an instant.
	 * @param instant the instant
	 * @return the search
	 */
	public DeviceSearch unmodifiedSince(Instant instant) {
		return with(this.terms.unmodifiedSince(instant));
	}

	/**
	 * Return a copy of this search for direct members of a collection. This works for own
	 * devices only, not in the catalog.
	 * @param collectionId the id of the collection
	 * @return the search
	 */
	public DeviceSearch inCollection(String collectionId) {
		return with(this.terms.with("collection", collectionId));
	}

	/**
	 * Return a copy of this search for devices of a distribution. This works for own
	 * devices only, not in the catalog.
	 * @param distributionId the id of the distribution
	 * @return the search
	 */
	public DeviceSearch inDistribution(String distributionId) {
		return with(this.terms.with("distribution", distributionId));
	}

	/**
	 * Return a copy of this search for devices with a trigger. This works for own devices
	 * only.
	 * @param triggers names or ids of triggers, one of which a device must have
	 * @return the search
	 */
	public DeviceSearch withTriggers(String... triggers) {
		return with(this.terms.withList("triggers", triggers));
	}

	/**
	 * Return a copy of this search for devices with an activated trigger. This works for
	 * own devices only.
	 * @param triggers names or ids of triggers; none for any trigger
	 * @return the search
	 */
	public DeviceSearch withActivatedTriggers(String... triggers) {
		return with(this.terms.with("activated_triggers", orAny(triggers)));
	}

	/**
	 * Return a copy of this search for devices with a trigger that is not activated. This
	 * works for own devices only.
	 * @param triggers names or ids of triggers; none for any trigger
	 * @return the search
	 */
	public DeviceSearch withInactiveTriggers(String... triggers) {
		return with(this.terms.with("inactive_triggers", orAny(triggers)));
	}

	/**
	 * Return a copy of this search for devices with an enabled trigger. This works for
	 * own devices only.
	 * @param triggers names or ids of triggers; none for any trigger
	 * @return the search
	 */
	public DeviceSearch withEnabledTriggers(String... triggers) {
		return with(this.terms.with("enabled_triggers", orAny(triggers)));
	}

	/**
	 * Return a copy of this search for devices with a disabled trigger. This works for
	 * own devices only.
	 * @param triggers names or ids of triggers; none for any trigger
	 * @return the search
	 */
	public DeviceSearch withDisabledTriggers(String... triggers) {
		return with(this.terms.with("disabled_triggers", orAny(triggers)));
	}

	/**
	 * Return a copy of this search for devices with a command in a state. This works for
	 * own devices only.
	 * @param state the state of the command
	 * @return the search
	 */
	public DeviceSearch withCommand(CommandStatus state) {
		Assert.isTrue(state != CommandStatus.UNKNOWN, "'state' must be PENDING, PROCESSED or REJECTED");
		return with(this.terms.with("command_status", state));
	}

	/**
	 * Return a copy of this search for devices with a command of a name.
	 * @param name the name of the command
	 * @return the search
	 */
	public DeviceSearch withCommandName(String name) {
		return with(this.terms.with("command_name", name));
	}

	/**
	 * Return a copy of this search for devices with a command since an instant.
	 * @param instant the earliest time of sending
	 * @return the search
	 */
	public DeviceSearch withCommandSince(Instant instant) {
		return with(this.terms.with("command_since", instant));
	}

	/**
	 * Return a copy of this search with a condition on the current value of a stream.
	 * @param stream the exact name of the stream
	 * @param condition the condition; equality is supported only for numbers
	 * @return the search
	 */
	public DeviceSearch whereStream(String stream, ValueCondition condition) {
		Assert.isTrue(!(condition.eq() instanceof TextValue),
				"'condition' must not be equality with a text, only with a number; use ValueCondition.matching");
		return with(this.terms.withEntry("streams", stream, condition));
	}

	/**
	 * Return a copy of this search with a condition on a field of the metadata.
	 * @param field the exact name of the field
	 * @param text a text that the value contains, ignoring case
	 * @return the search
	 */
	public DeviceSearch whereMetadata(String field, String text) {
		return with(this.terms.withMetadata(field, text));
	}

	/**
	 * Return a copy of this search for devices near a point.
	 * @param center the point
	 * @param radius the maximum distance in kilometers, not negative
	 * @return the search
	 */
	public DeviceSearch withinKilometers(GeoPoint center, double radius) {
		return withinCircle(center, "km", radius);
	}

	/**
	 * Return a copy of this search for devices near a point.
	 * @param center the point
	 * @param radius the maximum distance in miles, not negative
	 * @return the search
	 */
	public DeviceSearch withinMiles(GeoPoint center, double radius) {
		return withinCircle(center, "mi", radius);
	}

	/**
	 * Return a copy of this search for devices within a polygon.
	 * @param corners the corners in order, at least three; the last is connected to the
	 * first
	 * @return the search
	 */
	public DeviceSearch withinPolygon(GeoPoint... corners) {
		Assert.isTrue(corners.length >= MIN_CORNERS, "A polygon must have at least three corners");
		return with(this.terms.withFilter(LOCATION, Map.of("within_polygon", List.of(corners))));
	}

	/**
	 * Return a copy of this search for devices that were never located.
	 * @return the search
	 */
	public DeviceSearch withoutLocation() {
		return with(this.terms.withFilter(LOCATION, "none"));
	}

	DeviceQuery query() {
		return this.query;
	}

	M2xRequest request(M2xTransport transport, String operation, ResourcePath path) {
		return this.terms.request(transport, operation, path, this.query::addTo);
	}

	private DeviceSearch withinCircle(GeoPoint center, String unit, double radius) {
		Assert.isTrue(Double.isFinite(radius) && radius >= 0, "'radius' must not be negative");
		return with(this.terms.withFilter(LOCATION,
				Map.of("within_circle", Map.of("center", center, "radius", Map.of(unit, radius)))));
	}

	private DeviceSearch with(SearchTerms changed) {
		return new DeviceSearch(this.query, changed);
	}

	private static List<String> orAny(String... triggers) {
		return (triggers.length > 0) ? CommaSeparated.checked(List.of(triggers)) : List.of(ANY);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof DeviceSearch search && search.query.equals(this.query)
				&& search.terms.equals(this.terms);
	}

	@Override
	public int hashCode() {
		return this.terms.hashCode();
	}

	@Override
	public String toString() {
		return "DeviceSearch[" + this.terms + ", " + this.query + "]";
	}

}
