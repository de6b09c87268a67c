package io.m2x.client.charts;

import java.net.URI;
import java.time.Instant;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.WireTime;

/**
 * What the image of a chart is to be like; what is {@code null} is left to the server.
 *
 * @param width the width in pixels
 * @param height the height in pixels
 * @param start the earliest instant to show, included; only servers of this project know
 * it
 * @param end the latest instant to show, included; only servers of this project know it
 * @since 0.1.0
 */
public record ImageOptions(@Nullable Integer width, @Nullable Integer height, @Nullable Instant start,
		@Nullable Instant end) {

	public ImageOptions {
		Assert.isTrue(width == null || width > 0, "'width' must be positive");
		Assert.isTrue(height == null || height > 0, "'height' must be positive");
	}

	/**
	 * Return the options that leave everything to the server.
	 * @return the options
	 */
	public static ImageOptions defaults() {
		return new ImageOptions(null, null, null, null);
	}

	/**
	 * Return the options for an image of some size.
	 * @param width the width in pixels
	 * @param height the height in pixels
	 * @return the options
	 */
	public static ImageOptions ofSize(int width, int height) {
		return new ImageOptions(width, height, null, null);
	}

	/**
	 * Return the same options for the values of a range of time.
	 * @param start the earliest instant to show, included, or {@code null}
	 * @param end the latest instant to show, included, or {@code null}
	 * @return the options
	 */
	public ImageOptions between(@Nullable Instant start, @Nullable Instant end) {
		return new ImageOptions(this.width, this.height, start, end);
	}

	/**
	 * Return the address of an image with these options, to stand in a page.
	 * @param image the address of the image, from {@link Chart#render()}
	 * @return the address with a query, or the same one if everything is left to the
	 * server
	 */
	public URI addTo(URI image) {
		StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
		add(query, "width", this.width);
		add(query, "height", this.height);
		add(query, "start", this.start);
		add(query, "end", this.end);
		return URI.create(image + query.toString());
	}

	private static void add(StringJoiner query, String name, @Nullable Object value) {
		if (value != null) {
			query.add(name + "=" + ((value instanceof Instant instant) ? WireTime.format(name, instant) : value));
		}
	}

	M2xRequest addTo(M2xRequest request) {
		return request.query("width", this.width)
			.query("height", this.height)
			.query("start", this.start)
			.query("end", this.end);
	}

}
