package io.m2x.server.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in one transaction and retries it after a conflict with concurrent work.
 *
 * @since 0.1.0
 */
public final class Transactions {

	private final TransactionTemplate writes;

	private final TransactionTemplate reads;

	private final SQLExceptionTranslator translator;

	private final DatabaseWatch watch;

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
		RoutedTransactionManager manager = new RoutedTransactionManager(database);
		this.translator = database.exceptionTranslator();
		this.watch = database.watch();
		this.writes = new TransactionTemplate(manager);
		this.reads = new TransactionTemplate(manager);
		this.reads.setReadOnly(true);
	}

	/**
	 * Run work that changes data. It may run several times, each time on a clean state.
	 * @param <T> the type of the result
	 * @param work what to do
	 * @return the result of the run that was committed
	 * @throws ConcurrencyFailureException if every attempt lost a race
	 * @throws DataAccessResourceFailureException if the database can't be used for now
	 */
	public <T extends @Nullable Object> T write(Supplier<T> work) {
		try {
			return this.retry.invoke(() -> this.writes.execute((status) -> run(work)));
		}
		catch (DataAccessResourceFailureException ex) {
			this.watch.failed(ex);
			throw ex;
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
		return this.reads.execute((status) -> run(work));
	}

	// Some libraries have their own exceptions around those of the database.
	private <T extends @Nullable Object> T run(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (DataAccessException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			@Nullable SQLException cause = failureOfDatabase(ex);
			@Nullable DataAccessException translated = (cause != null)
					? this.translator.translate("work in a transaction", null, cause) : null;
			throw (translated != null) ? translated : ex;
		}
	}

	private static @Nullable SQLException failureOfDatabase(RuntimeException ex) {
		@Nullable Throwable cause = ex.getCause();
		while (cause != null && !(cause instanceof SQLException)) {
			cause = cause.getCause();
		}
		return (SQLException) cause;
	}

	// A violated constraint counts too: the check before the write saw the state before
	// another transaction's commit, and the next run will see the one after it.
	private static boolean isLostRace(Throwable ex) {
		return ex instanceof ConcurrencyFailureException || ex instanceof DataIntegrityViolationException;
	}

}
