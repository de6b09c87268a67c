package io.m2x.server.store;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Knows what the states of PostgreSQL mean.
 */
final class PostgresExceptionTranslator implements SQLExceptionTranslator {

	private static final int CLASS = 2;

	@Override
	public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException ex) {
		String text = task + ": " + ex.getMessage();
		String state = ex.getSQLState();
		if (state == null || state.length() < CLASS) {
			// The pool has no states. It says so of connections that are closed or
			// missing.
			return (ex instanceof PSQLException) ? new UncategorizedSQLException(task, sql, ex)
					: new DataAccessResourceFailureException(text, ex);
		}
		return switch (state) {
			// The last of them follows a failure that was passed over: what was violated
			// there may hold in the next attempt.
			case "40001", "40P01", "25P02" -> new PessimisticLockingFailureException(text, ex);
			case "55P03" -> new CannotAcquireLockException(text, ex);
			case "23505" -> new DuplicateKeyException(text, ex);
			case "57014" -> new QueryTimeoutException(text, ex);
			// What is written to a standby, such as a primary that has just stopped being
			// one; and connections that the server has closed.
			case "25006", "25P03", "25P04" -> new DataAccessResourceFailureException(text, ex);
			default -> ofClass(state.substring(0, CLASS), task, text, (sql != null) ? sql : "", ex);
		};
	}

	private static DataAccessException ofClass(String group, String task, String text, String sql, SQLException ex) {
		return switch (group) {
			case "23" -> new DataIntegrityViolationException(text, ex);
			case "42" -> new BadSqlGrammarException(task, sql, ex);
			case "21", "22" -> new InvalidDataAccessResourceUsageException(text, ex);
			// Connections, logins, resources, operators, the system.
			case "08", "28", "53", "57", "58" -> new DataAccessResourceFailureException(text, ex);
			default -> new UncategorizedSQLException(task, sql, ex);
		};
	}

}
