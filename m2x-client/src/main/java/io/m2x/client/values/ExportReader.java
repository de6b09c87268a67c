package io.m2x.client.values;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;

import io.m2x.client.error.ConnectionProblem;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.model.StreamValue;

/**
 * Reads the rows of an export while its file is downloaded. A field without quotes that
 * looks like a number is a number.
 */
final class ExportReader {

	private static final String TIMESTAMP = "timestamp";

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private final String operation;

	private final boolean location;

	private final CsvParser parser = new CsvParser();

	private List<String> header = List.of();

	private Map<String, Integer> positionColumns = Map.of();

	private ExportReader(String operation, boolean location) {
		this.operation = operation;
		this.location = location;
	}

	static Flux<ExportRow> read(String operation, Flux<DataBuffer> content, boolean location) {
		return Flux.defer(() -> {
			ExportReader reader = new ExportReader(operation, location);
			return content.concatMapIterable(reader::feed, 1)
				.doOnDiscard(DataBuffer.class, DataBufferUtils::release)
				.concatWith(Flux.defer(reader::finish));
		});
	}

	private List<ExportRow> feed(DataBuffer buffer) {
		byte[] piece = new byte[buffer.readableByteCount()];
		try {
			buffer.read(piece);
		}
		finally {
			DataBufferUtils.release(buffer);
		}
		try {
			return rows(this.parser.feed(piece));
		}
		catch (IllegalStateException | IllegalArgumentException | DateTimeException ex) {
			throw unreadable(ex);
		}
	}

	private Flux<ExportRow> finish() {
		try {
			return Flux.fromIterable(rows(this.parser.finish()));
		}
		catch (IllegalStateException | IllegalArgumentException | DateTimeException ex) {
			throw unreadable(ex);
		}
	}

	private M2xTransportException unreadable(RuntimeException cause) {
		return new M2xTransportException(this.operation, "the file is not the expected CSV", cause);
	}

	private List<ExportRow> rows(List<List<CsvCell>> lines) {
		List<ExportRow> rows = new ArrayList<>();
		for (List<CsvCell> line : lines) {
			if (this.header.isEmpty()) {
				readHeader(line);
			}
			else {
				rows.add(row(line));
			}
		}
		return rows;
	}

	// Streams may have the names of the location's columns, which come last.
	private void readHeader(List<CsvCell> line) {
		List<String> names = new ArrayList<>(line.stream().map(CsvCell::text).toList());
		names.set(0, names.get(0).replace(BYTE_ORDER_MARK, ""));
		if (!names.get(0).equalsIgnoreCase(TIMESTAMP)) {
			throw new IllegalStateException("The first column is not the timestamp");
		}
		int latitude = names.lastIndexOf("latitude");
		int longitude = names.lastIndexOf("longitude");
		if (this.location && latitude > 0 && longitude > 0) {
			this.positionColumns = new LinkedHashMap<>();
			this.positionColumns.put("latitude", latitude);
			this.positionColumns.put("longitude", longitude);
			int elevation = names.lastIndexOf("elevation");
			if (elevation > 0) {
				this.positionColumns.put("elevation", elevation);
			}
		}
		this.header = names;
	}

	private ExportRow row(List<CsvCell> line) {
		if (line.size() != this.header.size()) {
			throw new IllegalStateException("A row has " + line.size() + " fields, the header " + this.header.size());
		}
		Instant timestamp = OffsetDateTime.parse(line.get(0).text()).toInstant();
		Map<String, StreamValue> values = new LinkedHashMap<>();
		for (int i = 1; i < line.size(); i++) {
			CsvCell cell = line.get(i);
			if (!this.positionColumns.containsValue(i) && (cell.quoted() || !cell.text().isEmpty())) {
				values.put(this.header.get(i), value(cell));
			}
		}
		return new ExportRow(timestamp, values, position(line));
	}

	private ExportRow.@Nullable Position position(List<CsvCell> line) {
		@Nullable Double latitude = coordinate(line, "latitude");
		@Nullable Double longitude = coordinate(line, "longitude");
		return (latitude != null && longitude != null)
				? new ExportRow.Position(latitude, longitude, coordinate(line, "elevation")) : null;
	}

	private @Nullable Double coordinate(List<CsvCell> line, String name) {
		@Nullable Integer column = this.positionColumns.get(name);
		String text = (column != null) ? line.get(column).text() : "";
		return text.isEmpty() ? null : Double.valueOf(text);
	}

	private static StreamValue value(CsvCell cell) {
		Double number = cell.quoted() ? null : PointText.number(cell.text());
		return (number != null) ? StreamValue.of(number) : StreamValue.of(cell.text());
	}

}
