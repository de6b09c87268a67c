package io.m2x.client.values;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parses CSV (RFC 4180) from chunks that may end anywhere, even within a field, a
 * character or a line break. Keeps only the current row in memory.
 */
final class CsvParser {

	/** The maximum size of a row in bytes: a thousand of the longest texts of M2X. */
	private static final int MAX_ROW = 64 * 1024 * 1024;

	private static final int CELL_SIZE = 64;

	private State state = State.START;

	private byte[] cell = new byte[CELL_SIZE];

	private int cellSize;

	private int rowSize;

	private boolean quoted;

	private boolean afterReturn;

	private List<CsvCell> row = new ArrayList<>();

	private List<List<CsvCell>> rows = new ArrayList<>();

	// Parses a chunk and returns the rows that end in it. Throws IllegalStateException if
	// this is not CSV.
	List<List<CsvCell>> feed(byte[] chunk) {
		for (byte next : chunk) {
			accept(next);
		}
		return takeRows();
	}

	// Ends the file and returns the last row if no line break followed it. Throws
	// IllegalStateException if this is not CSV.
	List<List<CsvCell>> finish() {
		if (this.state == State.QUOTED) {
			throw new IllegalStateException("The file ends within quotes");
		}
		if (this.state != State.START || !this.row.isEmpty()) {
			endRow();
		}
		return takeRows();
	}

	private List<List<CsvCell>> takeRows() {
		List<List<CsvCell>> taken = this.rows;
		this.rows = new ArrayList<>();
		return taken;
	}

	private void accept(byte next) {
		boolean secondHalf = this.afterReturn && next == '\n';
		this.afterReturn = false;
		if (secondHalf) {
			return;
		}
		if (this.state == State.QUOTED) {
			if (next == '"') {
				this.state = State.QUOTE_IN_QUOTED;
			}
			else {
				append(next);
			}
			return;
		}
		switch (next) {
			case '"' -> quote();
			case ',' -> endCell();
			case '\n' -> endLine();
			case '\r' -> {
				endLine();
				this.afterReturn = true;
			}
			default -> plain(next);
		}
	}

	private void quote() {
		if (this.state == State.START) {
			this.quoted = true;
			this.state = State.QUOTED;
		}
		else if (this.state == State.QUOTE_IN_QUOTED) {
			append((byte) '"');
			this.state = State.QUOTED;
		}
		else {
			append((byte) '"');
		}
	}

	private void plain(byte next) {
		if (this.state == State.QUOTE_IN_QUOTED) {
			throw new IllegalStateException("A field continues after its closing quote");
		}
		append(next);
		this.state = State.PLAIN;
	}

	private void append(byte next) {
		if (++this.rowSize > MAX_ROW) {
			throw new IllegalStateException("A row is too long");
		}
		if (this.cellSize == this.cell.length) {
			this.cell = Arrays.copyOf(this.cell, this.cell.length * 2);
		}
		this.cell[this.cellSize++] = next;
	}

	private void endCell() {
		this.row.add(new CsvCell(new String(this.cell, 0, this.cellSize, StandardCharsets.UTF_8), this.quoted));
		this.cellSize = 0;
		this.quoted = false;
		this.state = State.START;
	}

	// An empty line is not a row.
	private void endLine() {
		if (this.state != State.START || !this.row.isEmpty()) {
			endRow();
		}
	}

	private void endRow() {
		endCell();
		this.rows.add(this.row);
		this.row = new ArrayList<>();
		this.rowSize = 0;
	}

	/**
	 * State of the current field.
	 */
	private enum State {

		/** At the start of the field. */
		START,

		/** Within a field without quotes. */
		PLAIN,

		/** Within quotes. */
		QUOTED,

		/** After a quote within quotes, which may be the closing one. */
		QUOTE_IN_QUOTED

	}

}
