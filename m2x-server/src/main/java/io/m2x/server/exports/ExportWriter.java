package io.m2x.server.exports;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.exports.ExportStoppedException.Reason;
import io.m2x.server.locations.LocationStore;
import io.m2x.server.values.ValuePages;

/**
 * Makes the file of an export: one row for each time at which a stream has a value, the
 * newest first. Values are read in pages and the file stored in pieces, each in a
 * transaction of its own; what is written meanwhile may or may not be in the file.
 */
@Component
final class ExportWriter {

	/** How many rows are written before the work looks up from them. */
	private static final int ROWS_BETWEEN_CHECKS = 1000;

	private static final Comparator<ValueCursor> NEWEST_FIRST = Comparator.comparingLong(ValueCursor::at).reversed();

	private final ValuePages values;

	private final LocationStore locations;

	private final ExportStore store;

	ExportWriter(ValuePages values, LocationStore locations, ExportStore store) {
		this.values = values;
		this.locations = locations;
		this.store = store;
	}

	void write(Export export, BooleanSupplier stopping) {
		ChunkOutput output = new ChunkOutput(export, this.store);
		CsvFile file = new CsvFile(export, output);
		writeRows(export, file, stopping);
		long contentLength = file.finish();
		this.store.complete(export, contentLength, output.length());
	}

	private void writeRows(Export export, CsvFile file, BooleanSupplier stopping) {
		@Nullable LocationCursor locations = export.withLocation() ? new LocationCursor(this.locations, export.device()) : null;
		PriorityQueue<ValueCursor> cursors = new PriorityQueue<>(NEWEST_FIRST);
		List<ValueCursor> all = cursors(export);
		all.stream().filter(ValueCursor::isPresent).forEach(cursors::add);
		@Nullable Object[] row = new @Nullable Object[all.size()];
		for (long count = 0; count < export.limit() && !cursors.isEmpty(); count++) {
			if (count % ROWS_BETWEEN_CHECKS == 0 && stopping.getAsBoolean()) {
				throw new ExportStoppedException(Reason.SHUTDOWN);
			}
			long at = cursors.element().at();
			Deque<ValueCursor> used = new ArrayDeque<>();
			while (!cursors.isEmpty() && cursors.element().at() == at) {
				ValueCursor cursor = cursors.remove();
				row[cursor.column()] = cursor.value();
				used.add(cursor);
			}
			file.writeRow(at, row, (locations != null) ? locations.at(at) : null);
			for (ValueCursor cursor : used) {
				row[cursor.column()] = null;
				cursor.advance();
				if (cursor.isPresent()) {
					cursors.add(cursor);
				}
			}
		}
	}

	private List<ValueCursor> cursors(Export export) {
		List<ValueCursor> cursors = new ArrayList<>();
		export.columns().forEach((column) -> cursors.add(new ValueCursor(this.values, export, cursors.size())));
		return cursors;
	}

}
