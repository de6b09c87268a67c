package io.m2x.server.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in one transaction and retries it after a conflict with concurrent work.
 *
 * @since 0.1.0
 */
public final class Transactions {

	private static final int H2_CONCURRENT_UPDATE = 90131;

	private final TransactionTemplate writes;

	private final TransactionTemplate reads;

	private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
		.maxRetries(20)
		.timeout(Duration.ofSeconds(5))
		.delay(Duration.ofMillis(5))
		.jitter(Duration.ofMillis(5))
		.multiplier(1.5)
		.maxDelay(Duration.ofMillis(200))
		.predicate(Transactions::isLostRace)
		.build());

	/**
	 * Create transactions on a database.
	 * @param database the open database
	 */
	public Transactions(Database database) {
		JdbcTransactionManager manager = new JdbcTransactionManager(database.dataSource());
		this.writes = new TransactionTemplate(manager);
		this.reads = new TransactionTemplate(manager);
		this.reads.setReadOnly(true);
		this.reads.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
	}

	/**
	 * Run work that changes data. It may run several times, each time on a clean state.
	 * If every attempt fails, the exception is a {@link TransientDataAccessException}.
	 * @param <T> the type of the result
	 * @param work what to do
	 * @return the result of the run that was committed
	 */
	public <T extends @Nullable Object> T write(Supplier<T> work) {
		try {
			return this.retry.invoke(() -> this.writes.execute((status) -> work.get()));
		}
		catch (UncategorizedSQLException ex) {
			throw isLostRace(ex) ? new ConcurrencyFailureException("Other transactions were always faster", ex) : ex;
		}
	}

	/**
	 * Run work that changes data and has no result.
	 * @param work what to do
	 */
	public void write(Runnable work) {
		write(() -> {
			work.run();
			return true;
		});
	}

	/**
	 * Change much data in several transactions, each of them short.
	 * @param part what to do in one transaction, returns whether there is more to do
	 */
	public void writeInParts(Supplier<Boolean> part) {
		boolean more = true;
		while (more) {
			more = write(part);
		}
	}

	/**
	 * Run several reads that see the same state of the data.
	 * @param <T> the type of the result
	 * @param work what to do
	 * @return the result
	 */
	public <T extends @Nullable Object> T read(Supplier<T> work) {
		return this.reads.execute((status) -> work.get());
	}

	// A violated constraint counts too: the check before the write saw the state before
	// another transaction's commit, and the next run will see the one after it.
	private static boolean isLostRace(Throwable ex) {
		if (ex instanceof UncategorizedSQLException uncategorized) {
			SQLException cause = uncategorized.getSQLException();
			return cause != null && cause.getErrorCode() == H2_CONCURRENT_UPDATE;
		}
		return ex instanceof TransientDataAccessException || ex instanceof DataIntegrityViolationException;
	}

}
