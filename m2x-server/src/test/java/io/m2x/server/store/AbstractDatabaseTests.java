package io.m2x.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for every database.
 */
abstract class AbstractDatabaseTests {

	private final AtomicInteger ids = new AtomicInteger();

	private Database database;

	private Transactions transactions;

	private JdbcTemplate jdbc;

	@BeforeEach
	void open() {
		use(settings());
		this.transactions.write(() -> this.jdbc
			.execute("CREATE TABLE rows (id BIGINT PRIMARY KEY, name VARCHAR(20) NOT NULL, content ${bytes})"
				.replace("${bytes}", bytes())));
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	abstract DatabaseSettings settings();

	abstract String bytes();

	final void use(DatabaseSettings settings) {
		this.database = Database.open(settings, List.of(new ConnectionDemand("test", 12)));
		this.transactions = new Transactions(this.database);
		this.jdbc = new JdbcTemplate(this.database.dataSource());
		this.jdbc.setExceptionTranslator(this.database.exceptionTranslator());
	}

	final Database database() {
		return this.database;
	}

	final Transactions transactions() {
		return this.transactions;
	}

	final JdbcTemplate jdbc() {
		return this.jdbc;
	}

	final int insert() {
		return insert(this.ids.incrementAndGet());
	}

	final int insert(int id) {
		return this.jdbc.update("INSERT INTO rows (id, name) VALUES (?, 'n')", id);
	}

	final void write() {
		this.transactions.write(() -> insert());
	}

	final int count() {
		return this.jdbc.queryForObject("SELECT count(*) FROM rows", Integer.class);
	}

	@Test
	void readersSeeTheStateBeforeAnUnfinishedWrite() {
		int seen = this.transactions.write(() -> {
			insert();
			assertThat(count()).isEqualTo(1);
			return CompletableFuture.supplyAsync(() -> this.transactions.read(this::count)).join();
		});
		assertThat(seen).isZero();
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void readsInOneTransactionSeeOneState() {
		this.transactions.read(() -> {
			assertThat(count()).isZero();
			CompletableFuture.runAsync(this::write).join();
			assertThat(count()).isZero();
			return true;
		});
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void nobodyWritesOutsideOfATransactionForIt() {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(this::insert);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.transactions.read(() -> insert()));
		assertThat(count()).isZero();
	}

	@Test
	void writersWaitForEachOther() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(16);
		List<Future<?>> futures = new ArrayList<>();
		CountDownLatch start = new CountDownLatch(1);
		for (int i = 0; i < 16; i++) {
			futures.add(threads.submit(() -> {
				start.await();
				for (int j = 0; j < 25; j++) {
					this.transactions.write(() -> {
						count();
						insert();
					});
				}
				return true;
			}));
		}
		start.countDown();
		for (Future<?> future : futures) {
			future.get();
		}
		threads.shutdown();
		assertThat(count()).isEqualTo(400);
	}

	@Test
	void brokenConnectionsAreReplaced() {
		int readers = this.database.pools().readers().getMaximumPoolSize();
		for (int i = 0; i < readers; i++) {
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> this.transactions.read(this::countAfterTheEndOfTheConnection));
		}
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.transactions.write(this::countAfterTheEndOfTheConnection));
		Awaitility.await().ignoreExceptionsInstanceOf(DataAccessException.class).until(() -> {
			write();
			return this.transactions.read(this::count) > 0;
		});
	}

	private int countAfterTheEndOfTheConnection() {
		try {
			DataSourceUtils.getConnection(this.database.dataSource()).unwrap(Connection.class).close();
			return count();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void workIsRepeatedAfterAViolatedConstraintOnACleanState() {
		this.transactions.write(() -> insert(1));
		AtomicInteger attempts = new AtomicInteger();
		this.transactions.write(() -> {
			insert(10);
			return insert(attempts.incrementAndGet());
		});
		assertThat(attempts).hasValue(2);
		assertThat(count()).isEqualTo(3);
	}

	@Test
	void failureThatWasPassedOverStoresEitherAllOfTheRestOrRepeats() {
		this.transactions.write(() -> insert(1));
		AtomicInteger attempts = new AtomicInteger();
		this.transactions.write(() -> {
			insert(10);
			if (attempts.incrementAndGet() == 1) {
				assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> insert(1));
			}
		});
		assertThat(count()).isEqualTo(2);
	}

	@Test
	void failuresHaveTheSameMeaning() {
		this.transactions.write(() -> insert(1));
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> once(() -> insert(1)));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> once(() -> this.jdbc.update("INSERT INTO rows (id) VALUES (2)")));
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> once(
				() -> this.jdbc.update("INSERT INTO device_tags (device_id, tag, position) VALUES (1, 't', 1)")));
		assertThatExceptionOfType(BadSqlGrammarException.class)
			.isThrownBy(() -> this.jdbc.queryForList("SELECT nosuch FROM rows"));
		assertThatExceptionOfType(BadSqlGrammarException.class)
			.isThrownBy(() -> this.jdbc.queryForList("SELECT id FROM nosuch"));
	}

	// Try once, whatever happens.
	private void once(Runnable work) {
		AtomicInteger attempts = new AtomicInteger();
		List<RuntimeException> failures = new ArrayList<>();
		this.transactions.write(() -> {
			if (attempts.incrementAndGet() == 1) {
				try {
					work.run();
				}
				catch (RuntimeException ex) {
					failures.add(ex);
					throw ex;
				}
			}
		});
		failures.forEach((ex) -> {
			throw ex;
		});
	}

	@Test
	void failureOfTheDatabaseInsideAnotherExceptionIsRecognized() {
		this.transactions.write(() -> insert(1));
		AtomicInteger attempts = new AtomicInteger();
		this.transactions.write(() -> {
			attempts.incrementAndGet();
			try {
				insert(attempts.get());
			}
			catch (DuplicateKeyException ex) {
				throw new IllegalStateException(new IllegalStateException(ex.getCause()));
			}
		});
		assertThat(attempts).hasValue(2);
	}

	@Test
	void waitThatIsTooLongIsALostRace() {
		AtomicInteger attempts = new AtomicInteger();
		this.transactions.write(() -> insert(1));
		this.transactions.write(() -> {
			this.jdbc.update("UPDATE rows SET name = 'a' WHERE id = 1");
			assertThatExceptionOfType(ConcurrencyFailureException.class)
				.isThrownBy(() -> inOtherThread(() -> this.transactions.write(() -> {
					attempts.incrementAndGet();
					this.jdbc.update("UPDATE rows SET name = 'b' WHERE id = 1");
				})));
		});
		assertThat(this.jdbc.queryForObject("SELECT name FROM rows", String.class)).isEqualTo("a");
	}

	private static void inOtherThread(Runnable work) throws Throwable {
		try {
			CompletableFuture.runAsync(work).join();
		}
		catch (CompletionException ex) {
			throw ex.getCause();
		}
	}

	@Test
	void libraryThatCommitsEachStatementReadsAndWrites() throws Exception {
		try (Connection connection = this.database.singleStatements().getConnection()) {
			assertThat(connection.getAutoCommit()).isTrue();
			try (PreparedStatement statement = connection
				.prepareStatement("INSERT INTO rows (id, name) VALUES (5, 'n')")) {
				assertThat(statement.executeUpdate()).isEqualTo(1);
			}
		}
		this.transactions.write(() -> {
			insert(6);
			assertThat(countOfOther()).isEqualTo(1);
		});
	}

	// Is not stopped by a writer.
	private int countOfOther() {
		try (Connection connection = this.database.singleStatements().getConnection();
				PreparedStatement statement = connection.prepareStatement("select count(*) from rows");
				ResultSet result = statement.executeQuery()) {
			result.next();
			return result.getInt(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
