package io.m2x.server.charts;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * Creates and edits charts; to be called inside a transaction.
 */
@Component
final class ChartEditor {

	private static final String SERIES = "series";

	/** The greatest number of lines; more can't be distinguished. */
	private static final int MAX_SERIES = 10;

	private final ChartStore charts;

	private final AccountResources resources;

	private final StreamStore streams;

	ChartEditor(ChartStore charts, AccountResources resources, StreamStore streams) {
		this.charts = charts;
		this.resources = resources;
		this.streams = streams;
	}

	// Read a chart from the request and look up its streams.
	NewChart resolve(long account, Fields fields) {
		return new NewChart(readName(fields), List.copyOf(resolveLines(account, fields)));
	}

	Chart create(long account, NewChart wanted) {
		return this.charts.find(this.charts.insert(account, wanted.name(), wanted.lines())).orElseThrow();
	}

	void update(long chart, NewChart wanted) {
		this.charts.update(chart, wanted.name(), wanted.lines());
	}

	private static String readName(Fields fields) {
		fields.require("name");
		@Nullable String name = fields.text("name", Fields.MAX_NAME);
		return (name != null) ? name : "";
	}

	// Read the lines from the request and look up their streams. A line that is named
	// twice is drawn once.
	private Set<Line> resolveLines(long account, Fields fields) {
		Set<Line> lines = new LinkedHashSet<>();
		for (JsonNode node : fields.array(SERIES, MAX_SERIES)) {
			@Nullable Fields element = fields.element(SERIES, node);
			if (element != null) {
				element.require("device", "stream");
				@Nullable String device = element.text("device", Fields.MAX_NAME);
				@Nullable String stream = element.text("stream", Fields.MAX_NAME);
				if (device != null && stream != null) {
					find(account, device, stream, fields).ifPresent(lines::add);
				}
			}
		}
		return lines;
	}

	private Optional<Line> find(long account, String device, String name, Fields fields) {
		Optional<Long> row = this.resources.find(Kind.DEVICE, account, device);
		Optional<DataStream> stream = row.flatMap((found) -> this.streams.find(found, name));
		if (stream.isEmpty()) {
			fields.reject(SERIES, Validation.NOT_FOUND);
		}
		else if (!stream.get().numeric()) {
			fields.reject(SERIES, Validation.NOT_VALID);
		}
		return row.map((found) -> new Line(found, name));
	}

	/**
	 * The requested chart.
	 *
	 * @param name the name
	 * @param lines what it shows
	 */
	record NewChart(String name, List<Line> lines) {

	}

	/**
	 * One line of a chart, to be stored.
	 *
	 * @param device the row of the device
	 * @param stream the name of the stream
	 */
	record Line(long device, String stream) {

	}

}
