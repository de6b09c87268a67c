package io.m2x.client.charts;

import java.net.URI;
import java.time.Instant;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.WireTime;

/**
 * Options for the image of a chart. Properties that are {@code null} are left to the
 * server.
 *
 * <pre>{@code
 * ImageOptions options = ImageOptions.ofSize(800, 400).between(start, end);
 * }</pre>
 *
 * @param width the width in pixels
 * @param height the height in pixels
 * @param start the earliest instant to show, included; supported only by servers of this
 * project
 * @param end the latest instant to show, included; supported only by servers of this
 * project
 * @since 0.1.0
 */
public record ImageOptions(@Nullable Integer width, @Nullable Integer height, @Nullable Instant start,
		@Nullable Instant end) {

	public ImageOptions {
		Assert.isTrue(width == null || width > 0, "'width' must be positive");
		Assert.isTrue(height == null || height > 0, "'height' must be positive");
	}

	/**
	 * Leave all options to the server.
	 * @return the options
	 */
	public static ImageOptions defaults() {
		return new ImageOptions(null, null, null, null);
	}

	/**
	 * Set the size of the image.
	 * @param width the width in pixels
	 * @param height the height in pixels
	 * @return the options
	 */
	public static ImageOptions ofSize(int width, int height) {
		return new ImageOptions(width, height, null, null);
	}

	/**
	 * Return a copy of this options for a time range.
	 * @param start the earliest instant to show, included, or {@code null}
	 * @param end the latest instant to show, included, or {@code null}
	 * @return the options
	 */
	public ImageOptions between(@Nullable Instant start, @Nullable Instant end) {
		return new ImageOptions(this.width, this.height, start, end);
	}

	/**
	 * Add these options to the URL of an image, for a web page.
	 * @param image the URL of the image, from {@link Chart#render()}
	 * @return the URL with a query, or the same URL if all options are left to the server
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
