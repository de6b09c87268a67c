package io.m2x.server.devices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.store.SqlConditions;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * Finds devices by where they are.
 */
final class LocationFilter {

	private static final String FIELD = "location";

	private static final String CIRCLE = "within_circle";

	private static final String POLYGON = "within_polygon";

	private static final String NOWHERE = "none";

	/** Each corner costs time for each device. */
	private static final int MAX_CORNERS = 500;

	/** Kilometres by unit. */
	private static final Map<String, Double> UNITS = Map.of("km", 1.0, "mi", 1.609344, "miles", 1.609344);

	private LocationFilter() {
	}

	static void read(Fields fields, SqlConditions conditions) {
		JsonNode node = fields.node(FIELD);
		if (node == null) {
			return;
		}
		if (node.isString() && NOWHERE.equals(node.stringValue())) {
			conditions.add("d.located_at IS NULL");
			return;
		}
		Fields area = fields.filled(FIELD);
		if (area == null) {
			return;
		}
		@Nullable GeoArea wanted = (area.names().size() == 1) ? readArea(area) : null;
		if (wanted == null) {
			area.reject(FIELD, Validation.NOT_VALID);
		}
		else {
			wanted.addTo(conditions);
		}
	}

	private static @Nullable GeoArea readArea(Fields area) {
		Fields circle = area.object(CIRCLE);
		if (circle != null) {
			Fields center = circle.object("center");
			GeoPoint point = (center != null) ? GeoPoint.read(center) : null;
			Double radius = readRadius(circle.object("radius"));
			return (point != null && radius != null) ? new GeoCircle(point, radius) : null;
		}
		return (area.node(POLYGON) != null) ? GeoPolygon.of(readCorners(area)) : null;
	}

	private static @Nullable Double readRadius(@Nullable Fields radius) {
		if (radius == null || radius.names().size() != 1) {
			return null;
		}
		String unit = radius.names().iterator().next();
		@Nullable Double kilometres = UNITS.get(unit);
		Double number = (kilometres != null) ? radius.number(unit) : null;
		return (kilometres != null && number != null && number >= 0) ? number * kilometres : null;
	}

	// Return no corner at all if one of them is none.
	private static List<GeoPoint> readCorners(Fields area) {
		List<GeoPoint> corners = new ArrayList<>();
		for (JsonNode node : area.array(POLYGON, MAX_CORNERS)) {
			Fields corner = area.element(FIELD, node);
			GeoPoint point = (corner != null) ? GeoPoint.read(corner) : null;
			if (point == null) {
				return List.of();
			}
			corners.add(point);
		}
		return corners;
	}

}
