package io.m2x.server.charts;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.Fields;
import io.m2x.server.web.Timestamps;

/**
 * What an image of a chart should be like.
 *
 * @param width the width in pixels
 * @param height the height in pixels
 * @param start the earliest time to show, milliseconds since 1970, {@code null} for the
 * newest values
 * @param end the latest time to show, milliseconds since 1970
 */
record ImageRequest(int width, int height, @Nullable Long start, long end) {

	private static final int DEFAULT_WIDTH = 800;

	private static final int DEFAULT_HEIGHT = 400;

	private static final int MIN_SIZE = 50;

	private static final int MAX_SIZE = 2000;

	static ImageRequest read(Fields fields) {
		@Nullable Long end = fields.time("end");
		return new ImageRequest(size(fields, "width", DEFAULT_WIDTH), size(fields, "height", DEFAULT_HEIGHT),
				fields.time("start"), (end != null) ? end : Timestamps.MAX);
	}

	private static int size(Fields fields, String name, int defaultSize) {
		@Nullable Long size = fields.integer(name, MIN_SIZE, MAX_SIZE);
		return (size != null) ? size.intValue() : defaultSize;
	}

}
