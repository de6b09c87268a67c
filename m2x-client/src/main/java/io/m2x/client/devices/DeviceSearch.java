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
 * Which devices to search for; they must meet all that is demanded here. Immutable: every
 * method returns another search.
 * <p>
 * A search with conditions on streams, metadata or the location travels as a POST with
 * everything in its body, as does one that would make a very long address; any other is a
 * GET.
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
	 * Search for all devices, to be narrowed with the other methods.
	 * @return the search
	 */
	public static DeviceSearch create() {
		return new DeviceSearch(DeviceQuery.all(), SearchTerms.NONE);
	}

	/**
	 * Return the same search for a page, an order and details.
	 * @param query which page, in which order and how detailed
	 * @return the search
	 */
	public DeviceSearch show(DeviceQuery query) {
		return new DeviceSearch(query, this.terms);
	}

	/**
	 * Return the same search among some devices.
	 * @param ids the ids of the devices
	 * @return the search
	 */
	public DeviceSearch withIds(String... ids) {
		return with(this.terms.withList("ids", ids));
	}

	/**
	 * Return the same search for a name.
	 * @param text what the name contains, in letters of any case
	 * @return the search
	 */
	public DeviceSearch withName(String text) {
		return with(this.terms.with("name", text));
	}

	/**
	 * Return the same search for a description.
	 * @param text what the description contains, in letters of any case
	 * @return the search
	 */
	public DeviceSearch withDescription(String text) {
		return with(this.terms.with("description", text));
	}

	/**
	 * Return the same search for a text in the name or in the description.
	 * @param text what one of them contains, in letters of any case
	 * @return the search
	 */
	public DeviceSearch withText(String text) {
		return with(this.terms.with("q", text));
	}

	/**
	 * Return the same search for tags.
	 * @param tags the tags that a device must have, all of them
	 * @return the search
	 */
	public DeviceSearch withTags(String... tags) {
		return with(this.terms.withList("tags", tags));
	}

	/**
	 * Return the same search for serials.
	 * @param serials the serials, of which a device has one; without commas
	 * @return the search
	 */
	public DeviceSearch withSerials(String... serials) {
		return with(this.terms.withList("serial", serials));
	}

	/**
	 * Return the same search for a status.
	 * @param status whether the devices are in use
	 * @return the search
	 */
	public DeviceSearch withStatus(ResourceStatus status) {
		Assert.isTrue(status != ResourceStatus.UNKNOWN, "'status' must be ENABLED or DISABLED");
		return with(this.terms.with("status", status));
	}

	/**
	 * Return the same search for a visibility.
	 * @param visibility who can see the devices
	 * @return the search
	 */
	public DeviceSearch withVisibility(Visibility visibility) {
		return with(this.terms.withVisibility(visibility));
	}

	/**
	 * Return the same search for devices that were edited lately.
	 * @param instant when they were edited at the earliest
	 * @return the search
	 */
	public DeviceSearch modifiedSince(Instant instant) {
		return with(this.terms.modifiedSince(instant));
	}

	/**
	 * Return the same search for devices that were not edited lately.
	 * @param instant before when they were edited last
	 * @return the search
	 */
	public DeviceSearch unmodifiedSince(Instant instant) {
		return with(this.terms.unmodifiedSince(instant));
	}

	/**
	 * Return the same search in a collection. Own devices only, not in the catalog.
	 * @param collectionId the id of the collection, whose direct members are found
	 * @return the search
	 */
	public DeviceSearch inCollection(String collectionId) {
		return with(this.terms.with("collection", collectionId));
	}

	/**
	 * Return the same search in a distribution. Own devices only, not in the catalog.
	 * @param distributionId the id of the distribution
	 * @return the search
	 */
	public DeviceSearch inDistribution(String distributionId) {
		return with(this.terms.with("distribution", distributionId));
	}

	/**
	 * Return the same search for devices that have a trigger. Own devices only.
	 * @param triggers names or ids of triggers, of which a device has one
	 * @return the search
	 */
	public DeviceSearch withTriggers(String... triggers) {
		return with(this.terms.withList("triggers", triggers));
	}

	/**
	 * Return the same search for devices that have a trigger that is activated. Own
	 * devices only.
	 * @param triggers names or ids of triggers, of which a device has one; none for any
	 * trigger
	 * @return the search
	 */
	public DeviceSearch withActivatedTriggers(String... triggers) {
		return with(this.terms.with("activated_triggers", orAny(triggers)));
	}

	/**
	 * Return the same search for devices that have a trigger that is not activated. Own
	 * devices only.
	 * @param triggers names or ids of triggers, of which a device has one; none for any
	 * trigger
	 * @return the search
	 */
	public DeviceSearch withInactiveTriggers(String... triggers) {
		return with(this.terms.with("inactive_triggers", orAny(triggers)));
	}

	/**
	 * Return the same search for devices that have a trigger that is enabled. Own devices
	 * only.
	 * @param triggers names or ids of triggers, of which a device has one; none for any
	 * trigger
	 * @return the search
	 */
	public DeviceSearch withEnabledTriggers(String... triggers) {
		return with(this.terms.with("enabled_triggers", orAny(triggers)));
	}

	/**
	 * Return the same search for devices that have a trigger that is disabled. Own
	 * devices only.
	 * @param triggers names or ids of triggers, of which a device has one; none for any
	 * trigger
	 * @return the search
	 */
	public DeviceSearch withDisabledTriggers(String... triggers) {
		return with(this.terms.with("disabled_triggers", orAny(triggers)));
	}

	/**
	 * Return the same search for devices that were sent a command. Own devices only.
	 * @param state what became of the command
	 * @return the search
	 */
	public DeviceSearch withCommand(CommandStatus state) {
		Assert.isTrue(state != CommandStatus.UNKNOWN, "'state' must be PENDING, PROCESSED or REJECTED");
		return with(this.terms.with("command_status", state));
	}

	/**
	 * Return the same search for devices that were sent a command of a name.
	 * @param name the name of the command
	 * @return the search
	 */
	public DeviceSearch withCommandName(String name) {
		return with(this.terms.with("command_name", name));
	}

	/**
	 * Return the same search for devices that were sent a command lately.
	 * @param instant when the command was sent at the earliest
	 * @return the search
	 */
	public DeviceSearch withCommandSince(Instant instant) {
		return with(this.terms.with("command_since", instant));
	}

	/**
	 * Return the same search with a condition on the current value of a stream.
	 * @param stream the exact name of the stream
	 * @param condition what its value must be; equality is for numbers only
	 * @return the search
	 */
	public DeviceSearch whereStream(String stream, ValueCondition condition) {
		Assert.isTrue(!(condition.eq() instanceof TextValue), "'condition' can be equality with a number only");
		return with(this.terms.withEntry("streams", stream, condition));
	}

	/**
	 * Return the same search with a condition on a field of the metadata.
	 * @param field the exact name of the field
	 * @param text what the value contains, in letters of any case
	 * @return the search
	 */
	public DeviceSearch whereMetadata(String field, String text) {
		return with(this.terms.withMetadata(field, text));
	}

	/**
	 * Return the same search for devices that are near a place.
	 * @param center the place
	 * @param radius the greatest distance in kilometres, not negative
	 * @return the search
	 */
	public DeviceSearch withinKilometers(GeoPoint center, double radius) {
		return withinCircle(center, "km", radius);
	}

	/**
	 * Return the same search for devices that are near a place.
	 * @param center the place
	 * @param radius the greatest distance in miles, not negative
	 * @return the search
	 */
	public DeviceSearch withinMiles(GeoPoint center, double radius) {
		return withinCircle(center, "mi", radius);
	}

	/**
	 * Return the same search for devices that are in an area.
	 * @param corners the corners of the area in their order, at least three; the last is
	 * joined to the first
	 * @return the search
	 */
	public DeviceSearch withinPolygon(GeoPoint... corners) {
		Assert.isTrue(corners.length >= MIN_CORNERS, "A polygon must have at least three corners");
		return with(this.terms.withFilter(LOCATION, Map.of("within_polygon", List.of(corners))));
	}

	/**
	 * Return the same search for devices that were never located.
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
