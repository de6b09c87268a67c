package io.m2x.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Begins a transaction on a connection that reads or on one that writes. The connections
 * of each pool have the right isolation already.
 */
final class RoutedTransactionManager extends JdbcTransactionManager {

	private static final long serialVersionUID = 1L;

	private static final TransactionDefinition AS_POOLED = new DefaultTransactionDefinition();

	private final transient Database database;

	RoutedTransactionManager(Database database) {
		super(database.dataSource());
		setExceptionTranslator(database.exceptionTranslator());
		this.database = database;
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		try {
			if (definition.isReadOnly()) {
				super.doBegin(transaction, AS_POOLED);
			}
			else {
				this.database.pools().writing(() -> {
					super.doBegin(transaction, AS_POOLED);
					return true;
				});
			}
		}
		catch (CannotCreateTransactionException ex) {
			throw translate(ex, definition.isReadOnly());
		}
	}

	// Whoever waits in vain while others write has lost a race.
	private DataAccessException translate(CannotCreateTransactionException ex, boolean readOnly) {
		boolean waited = ex.getCause() instanceof SQLTransientConnectionException;
		return (waited && !readOnly && this.database.pools().hasAllWriters())
				? new CannotAcquireLockException("Other transactions write all the time", ex)
				: new DataAccessResourceFailureException("There is no connection to the database", ex);
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		Connection connection = connection(status);
		try {
			this.database.checkCommit(connection);
		}
		catch (SQLException ex) {
			throw translateException("commit", ex);
		}
		super.doCommit(status);
	}

	// Some failures end the transaction, or the connection. Then there is nothing to roll
	// back, and whoever waits for the result wants to know the first failure.
	@Override
	protected void doRollback(DefaultTransactionStatus status) {
		try {
			super.doRollback(status);
		}
		catch (DataAccessException | TransactionException ex) {
			this.logger.debug("The transaction is gone, and its connection is closed", ex);
			this.database.pools().discard(connection(status), status.isReadOnly());
		}
	}

	private static Connection connection(DefaultTransactionStatus status) {
		return ((JdbcTransactionObjectSupport) status.getTransaction()).getConnectionHolder().getConnection();
	}

}
