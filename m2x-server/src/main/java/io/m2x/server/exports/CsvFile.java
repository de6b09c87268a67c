package io.m2x.server.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvGenerator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

import io.m2x.server.locations.Waypoint;
import io.m2x.server.web.Numbers;
import io.m2x.server.web.SpreadsheetText;
import io.m2x.server.web.Timestamps;

/**
 * A CSV file after RFC 4180, compressed with gzip. Text of streams always stands in
 * quotes, numbers and times never, so that a reader can tell the text {@code "12"} from
 * the number {@code 12}, and empty text from no value.
 */
final class CsvFile {

	private static final int BUFFER_SIZE = 16 * 1024;

	private static final CsvMapper MAPPER = new CsvMapper(
			CsvFactory.builder().enable(CsvWriteFeature.ALWAYS_QUOTE_STRINGS).build());

	private static final CsvSchema SCHEMA = CsvSchema.emptySchema().withLineSeparator("\r\n");

	private final boolean withLocation;

	private final boolean forSpreadsheet;

	private final Compressor output;

	private final CsvGenerator rows;

	CsvFile(Export export, OutputStream target) {
		this.withLocation = export.withLocation();
		this.forSpreadsheet = export.forSpreadsheet();
		try {
			this.output = new Compressor(target);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.rows = (CsvGenerator) MAPPER.writer(SCHEMA)
			.without(StreamWriteFeature.AUTO_CLOSE_TARGET)
			.createGenerator(this.output);
		writeHeader(export);
	}

	// The names of streams hold nothing that needs quotes.
	private void writeHeader(Export export) {
		this.rows.writeStartArray();
		this.rows.writeRawValue("timestamp");
		export.columns().forEach((column) -> this.rows.writeRawValue(text(column.name())));
		if (this.withLocation) {
			this.rows.writeRawValue("latitude");
			this.rows.writeRawValue("longitude");
			this.rows.writeRawValue("elevation");
		}
		this.rows.writeEndArray();
	}

	void writeRow(long at, @Nullable Object[] values, @Nullable Waypoint place) {
		this.rows.writeStartArray();
		this.rows.writeRawValue(Timestamps.format(Instant.ofEpochMilli(at)));
		for (@Nullable
		Object value : values) {
			if (value instanceof String text) {
				this.rows.writeString(text(text));
			}
			else {
				writeNumber((Double) value);
			}
		}
		if (this.withLocation) {
			writeNumber((place != null) ? place.latitude() : null);
			writeNumber((place != null) ? place.longitude() : null);
			writeNumber((place != null) ? place.elevation() : null);
		}
		this.rows.writeEndArray();
	}

	private String text(String text) {
		return this.forSpreadsheet ? SpreadsheetText.harmless(text) : text;
	}

	private void writeNumber(@Nullable Double number) {
		this.rows.writeRawValue((number != null) ? Numbers.text(number.doubleValue()) : "");
	}

	// Write everything that is still on its way, and the end of the file. Return how long
	// it is without the compression.
	long finish() {
		this.rows.close();
		try {
			this.output.finish();
			long length = this.output.contentLength();
			this.output.close();
			return length;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Knows how much it has compressed.
	 */
	private static final class Compressor extends GZIPOutputStream {

		Compressor(OutputStream target) throws IOException {
			super(target, BUFFER_SIZE);
		}

		long contentLength() {
			return this.def.getBytesRead();
		}

	}

}
