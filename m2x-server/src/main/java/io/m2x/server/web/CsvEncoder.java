package io.m2x.server.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.util.RawValue;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/**
 * Writes tables as comma-separated values after RFC 4180: a line of names, then one line
 * for each row. Text always stands in quotes, names, numbers and times never, so that a
 * reader can tell the text {@code "12"} from the number {@code 12}, and empty text from
 * no value.
 */
final class CsvEncoder extends TableEncoder {

	static final MediaType TYPE = new MediaType("text", "csv", StandardCharsets.UTF_8);

	private static final ObjectWriter WRITER = new CsvMapper().writer()
		.with(CsvWriteFeature.ALWAYS_QUOTE_STRINGS)
		.with(CsvSchema.emptySchema().withLineSeparator("\r\n"));

	CsvEncoder() {
		super(TYPE);
	}

	// Many columns without values make long lines, so the number of cells is bounded too.
	@Override
	byte[] write(Table table) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int columns = Math.max(table.columns().size(), 1);
		// Outside of an array Jackson leaves missing cells out of a row.
		try (SequenceWriter writer = WRITER.writeValuesAsArray(out)) {
			writer.write(table.columns().stream().map(RawValue::new).toList());
			Iterator<List<@Nullable Object>> rows = table.rows()
				.get()
				.limit(Math.max(Responses.MAX_SIZE / columns, 1))
				.iterator();
			while (rows.hasNext()) {
				writer.write(rows.next().stream().map(CsvEncoder::cell).toArray());
			}
		}
		return out.toByteArray();
	}

	private static @Nullable Object cell(@Nullable Object value) {
		if (value instanceof Instant time) {
			return new RawValue(Timestamps.format(time));
		}
		return (value instanceof Double number) ? new RawValue(Numbers.text(number.doubleValue())) : value;
	}

}
