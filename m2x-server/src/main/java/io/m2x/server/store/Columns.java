package io.m2x.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Reads columns that may be null, in the way that every driver understands.
 *
 * @since 0.1.0
 */
public final class Columns {

	private Columns() {
	}

	/**
	 * Read an integer.
	 * @param row the row
	 * @param column the name of the column
	 * @return the integer, {@code null} if there is none
	 * @throws SQLException if the row can't be read
	 */
	public static @Nullable Long integer(ResultSet row, String column) throws SQLException {
		return integer(row, row.findColumn(column));
	}

	/**
	 * Read an integer.
	 * @param row the row
	 * @param column the number of the column
	 * @return the integer, {@code null} if there is none
	 * @throws SQLException if the row can't be read
	 */
	public static @Nullable Long integer(ResultSet row, int column) throws SQLException {
		long number = row.getLong(column);
		return row.wasNull() ? null : number;
	}

	/**
	 * Read a number.
	 * @param row the row
	 * @param column the name of the column
	 * @return the number, {@code null} if there is none
	 * @throws SQLException if the row can't be read
	 */
	public static @Nullable Double number(ResultSet row, String column) throws SQLException {
		return number(row, row.findColumn(column));
	}

	/**
	 * Read a number.
	 * @param row the row
	 * @param column the number of the column
	 * @return the number, {@code null} if there is none
	 * @throws SQLException if the row can't be read
	 */
	public static @Nullable Double number(ResultSet row, int column) throws SQLException {
		double number = row.getDouble(column);
		return row.wasNull() ? null : number;
	}

}
