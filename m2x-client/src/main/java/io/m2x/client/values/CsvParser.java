package io.m2x.client.values;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads CSV after RFC 4180 from pieces that may end anywhere, within a field, a character
 * or the end of a line too. Keeps no more than the row that has begun.
 */
final class CsvParser {

	/** How many bytes a row may have: a thousand of the longest texts of M2X. */
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

	// Read a piece.
	// @return the rows that end in it
	// @throws IllegalStateException if this is no CSV
	List<List<CsvCell>> feed(byte[] piece) {
		for (byte next : piece) {
			accept(next);
		}
		return takeRows();
	}

	// Read the end of the file.
	// @return the last row, if no end of a line stood behind it
	// @throws IllegalStateException if this is no CSV
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
			throw new IllegalStateException("Something stands behind the closing quote of a field");
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

	// An empty line is none.
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
	 * Where in a field the reading is.
	 */
	private enum State {

		/** Nothing of the field has come. */
		START,

		/** Within a field without quotes. */
		PLAIN,

		/** Between quotes. */
		QUOTED,

		/** After a quote between quotes, which may be the closing one. */
		QUOTE_IN_QUOTED

	}

}
