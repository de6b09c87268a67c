package io.m2x.server.streams;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.m2x.server.store.Columns;
import io.m2x.server.web.Numbers;

/**
 * A stored stream.
 *
 * @param row the row of the stream
 * @param name the name
 * @param displayName the name for people
 * @param numeric whether the values are numbers, not text
 * @param unitLabel the name of the unit
 * @param unitSymbol the symbol of the unit
 * @param latestAt the time of the newest value, milliseconds since 1970
 * @param latestNumber the newest value of a numeric stream
 * @param latestText the newest value of an alphanumeric stream
 * @param createdAt the time of creation, milliseconds since 1970
 * @param updatedAt the time of the last edit, milliseconds since 1970
 * @since 0.1.0
 */
public record DataStream(long row, String name, @Nullable String displayName, boolean numeric,
		@Nullable String unitLabel, @Nullable String unitSymbol, @Nullable Long latestAt, @Nullable Double latestNumber,
		@Nullable String latestText, long createdAt, long updatedAt) {

	private static final Pattern NAME = Pattern.compile("(?!\\.+$)[\\p{L}\\p{M}\\p{N}_.-]+");

	static final String NUMERIC = "numeric";

	static final String ALPHANUMERIC = "alphanumeric";

	static final String COLUMNS = "id, name, display_name, value_type, unit_label, unit_symbol, latest_at, latest_num,"
			+ " latest_txt, created_at, updated_at";

	static DataStream read(ResultSet row, int index) throws SQLException {
		return new DataStream(row.getLong("id"), row.getString("name"), row.getString("display_name"),
				NUMERIC.equals(row.getString("value_type")), row.getString("unit_label"), row.getString("unit_symbol"),
				Columns.integer(row, "latest_at"), Columns.number(row, "latest_num"), row.getString("latest_txt"),
				row.getLong("created_at"), row.getLong("updated_at"));
	}

	/**
	 * Return whether a stream may have a name.
	 * @param name the name
	 * @return whether it consists of letters, digits, {@code _}, {@code -} and {@code .}
	 */
	public static boolean isName(String name) {
		return NAME.matcher(name).matches();
	}

	// Return the current value.
	// @return a number without needless decimals or text, {@code null} if there is none
	@Nullable Object value() {
		return this.numeric ? Numbers.plain(this.latestNumber) : this.latestText;
	}

}
