package io.m2x.server.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;

/**
 * Parameter of a statement that does not appear in the log, to which Spring writes the
 * parameters of every statement if it is detailed enough.
 *
 * @since 0.1.0
 */
public final class Secret implements SqlTypeValue {

	private final String text;

	private Secret(String text) {
		this.text = text;
	}

	/**
	 * Return a text as a parameter.
	 * @param text the text, such as an API key
	 * @return the parameter
	 */
	public static Secret of(String text) {
		return new Secret(text);
	}

	@Override
	public void setTypeValue(PreparedStatement statement, int index, int sqlType, @Nullable String typeName)
			throws SQLException {
		statement.setString(index, this.text);
	}

	@Override
	public String toString() {
		return "******";
	}

}
