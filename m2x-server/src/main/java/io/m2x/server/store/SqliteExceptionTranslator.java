package io.m2x.server.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Knows what the result codes of SQLite mean.
 */
final class SqliteExceptionTranslator implements SQLExceptionTranslator {

	/** The part of a code that all special cases of it have in common. */
	private static final int PRIMARY = 0xff;

	/** What a commit says after a full disk has ended the transaction unnoticed. */
	private static final String ENDED = "no transaction is active";

	@Override
	public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException ex) {
		String text = task + ": " + ex.getMessage();
		if (ex instanceof SQLiteException failure) {
			return translate(task, text, sql, failure);
		}
		return (ex instanceof SQLTransientConnectionException) ? new DataAccessResourceFailureException(text, ex)
				: new UncategorizedSQLException(task, sql, ex);
	}

	private static DataAccessException translate(String task, String text, @Nullable String sql, SQLiteException ex) {
		SQLiteErrorCode code = ex.getResultCode();
		return switch (primary(code)) {
			case SQLITE_BUSY, SQLITE_LOCKED -> new CannotAcquireLockException(text, ex);
			case SQLITE_CONSTRAINT ->
				isUnique(code) ? new DuplicateKeyException(text, ex) : new DataIntegrityViolationException(text, ex);
			case SQLITE_INTERRUPT -> new QueryTimeoutException(text, ex);
			case SQLITE_FULL, SQLITE_IOERR, SQLITE_NOMEM, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CANTOPEN,
					SQLITE_READONLY, SQLITE_PERM, SQLITE_PROTOCOL, SQLITE_AUTH ->
				new DataAccessResourceFailureException(text, ex);
			case SQLITE_ERROR -> text.contains(ENDED) ? new DataAccessResourceFailureException(text, ex)
					: new BadSqlGrammarException(task, (sql != null) ? sql : "", ex);
			default -> new UncategorizedSQLException(task, sql, ex);
		};
	}

	private static boolean isUnique(SQLiteErrorCode code) {
		return code == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
				|| code == SQLiteErrorCode.SQLITE_CONSTRAINT_ROWID;
	}

	// Return the code of which another one is a special case.
	static SQLiteErrorCode primary(SQLiteErrorCode code) {
		return SQLiteErrorCode.getErrorCode(code.code & PRIMARY);
	}

}
