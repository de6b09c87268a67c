package io.m2x.server.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractSingleValueEncoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/**
 * Writes tables as comma-separated values: a line of names, then one line for each row.
 * Empty text is quoted, a cell without a value is not.
 */
final class CsvEncoder extends AbstractSingleValueEncoder<Table> {

	static final MediaType TYPE = new MediaType("text", "csv", StandardCharsets.UTF_8);

	private static final CsvMapper MAPPER = CsvMapper.builder()
		.enable(CsvWriteFeature.ALWAYS_QUOTE_EMPTY_STRINGS)
		.addModule(WireJson.TIMES)
		.build();

	CsvEncoder() {
		super(TYPE);
	}

	@Override
	public boolean canEncode(ResolvableType elementType, @Nullable MimeType mimeType) {
		return super.canEncode(elementType, mimeType) && elementType.toClass() == Table.class;
	}

	@Override
	protected Flux<DataBuffer> encode(Table table, DataBufferFactory buffers, ResolvableType type,
			@Nullable MimeType mimeType, @Nullable Map<String, Object> hints) {
		return Flux.just(table).map((value) -> buffers.wrap(write(value)));
	}

	// Many columns without values make long lines, so the number of cells is bounded too.
	private static byte[] write(Table table) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int columns = Math.max(table.columns().size(), 1);
		// Outside of an array Jackson leaves missing cells out of a row.
		try (SequenceWriter writer = MAPPER.writer().writeValuesAsArray(out)) {
			writer.write(table.columns());
			Iterator<List<@Nullable Object>> rows = table.rows()
				.get()
				.limit(Math.max(Replies.MAX_SIZE / columns, 1))
				.iterator();
			while (rows.hasNext()) {
				writer.write(rows.next());
			}
		}
		return out.toByteArray();
	}

}
