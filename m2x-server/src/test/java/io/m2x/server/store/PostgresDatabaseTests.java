package io.m2x.server.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;

import io.m2x.server.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PostgresDatabaseTests extends AbstractDatabaseTests {

	private String url;

	@Override
	DatabaseSettings settings() {
		this.url = TestServers.postgresUrl();
		return DatabaseSettings.inServer(this.url, null, null);
	}

	@Override
	String bytes() {
		return "BYTEA";
	}

	private String show(JdbcTemplate jdbc, String setting) {
		return jdbc.queryForObject("SHOW " + setting, String.class);
	}

	@Test
	void everyConnectionHasItsBounds() {
		for (JdbcTemplate pool : List.of(jdbc(), new JdbcTemplate(database().writers()))) {
			assertThat(show(pool, "statement_timeout")).isEqualTo("10s");
			assertThat(show(pool, "lock_timeout")).isEqualTo("3s");
		}
		assertThat(show(jdbc(), "default_transaction_isolation")).isEqualTo("repeatable read");
		assertThat(show(jdbc(), "default_transaction_read_only")).isEqualTo("on");
		transactions().write(() -> {
			assertThat(show(jdbc(), "transaction_isolation")).isEqualTo("read committed");
			assertThat(show(jdbc(), "idle_in_transaction_session_timeout")).isEqualTo("15s");
		});
	}

	@Test
	void transactionThatDoesNothingLosesItsConnection() {
		JdbcTemplate others = new JdbcTemplate(database().pools().readers());
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> transactions().write(() -> {
				jdbc().execute("SET LOCAL idle_in_transaction_session_timeout = 50");
				Integer session = jdbc().queryForObject("SELECT pg_backend_pid()", Integer.class);
				Awaitility.await()
					.until(() -> others.queryForList("SELECT 1 FROM pg_stat_activity WHERE pid = ?", session)
						.isEmpty());
				insert();
			}));
		assertThat(transactions().write(() -> insert(7))).isNotZero();
	}

	@Test
	void noExceptionShowsWhatIsStored() {
		transactions().write(() -> insert(1234567));
		AtomicInteger attempts = new AtomicInteger();
		transactions().write(() -> {
			if (attempts.incrementAndGet() == 1) {
				assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> insert(1234567))
					.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("1234567"));
			}
		});
	}

	@Test
	void statementThatTakesTooLongIsStopped() {
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> transactions().read(() -> {
			jdbc().execute("SET LOCAL statement_timeout = 50");
			return jdbc().queryForObject("SELECT 'x' FROM pg_sleep(60)", String.class);
		}));
	}

	@Test
	void deadlockIsRepeated() {
		transactions().write(() -> insert(1) + insert(2));
		CyclicBarrier both = new CyclicBarrier(2);
		AtomicInteger attempts = new AtomicInteger();
		CompletableFuture
			.allOf(CompletableFuture.runAsync(() -> lockBoth(1, 2, both, attempts)),
					CompletableFuture.runAsync(() -> lockBoth(2, 1, both, attempts)))
			.join();
		assertThat(attempts).hasValueGreaterThan(2);
		assertThat(jdbc().queryForList("SELECT name FROM rows", String.class)).containsOnly("nxx");
	}

	private void lockBoth(int first, int second, CyclicBarrier both, AtomicInteger attempts) {
		transactions().write(() -> {
			int attempt = attempts.incrementAndGet();
			jdbc().update("UPDATE rows SET name = name || 'x' WHERE id = ?", first);
			if (attempt <= 2) {
				await(both);
			}
			jdbc().update("UPDATE rows SET name = name || 'x' WHERE id = ?", second);
		});
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void killedConnectionsAreReplaced() throws Exception {
		write();
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> transactions().write(() -> {
				insert();
				killAll();
				insert();
			}));
		Awaitility.await().ignoreExceptionsInstanceOf(DataAccessResourceFailureException.class).until(() -> {
			write();
			return true;
		});
		Awaitility.await()
			.ignoreExceptionsInstanceOf(DataAccessResourceFailureException.class)
			.until(() -> count() == 2);
		Awaitility.await().until(database()::isAvailable);
	}

	@Test
	void useOfAKilledConnectionIsAFailureOfTheDatabaseEachTime() {
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> transactions().write(() -> {
				insert();
				killAll();
				assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(this::insert);
				insert();
			}));
	}

	private void killAll() {
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement()) {
			statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
					+ " WHERE datname = current_database() AND pid <> pg_backend_pid()");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void poolHasTheSizeOfTheSettings() {
		close();
		use(new DatabaseSettings(null, this.url, null, null, 5, false));
		assertThat(database().pools().readers().getMaximumPoolSize()).isEqualTo(4);
		assertThat(database().pools().writers().getMaximumPoolSize()).isEqualTo(1);
		assertThat(database().parallelWrites()).isEqualTo(1);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DatabaseSettings(null, this.url, null, null, 1, false));
	}

	@Test
	void addressWithoutADatabaseIsExplainedWithoutItsPassword() {
		DatabaseSettings settings = DatabaseSettings.inServer("jdbc:postgresql://127.0.0.1:1/none?password=secret", "u",
				"hidden");
		assertThatIllegalStateException()
			.isThrownBy(() -> Database.open(settings, List.of(new ConnectionDemand("t", 2))))
			.withMessageContaining("'jdbc:postgresql://127.0.0.1:1/none' can't be used")
			.withMessageContaining("make sure")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret", "hidden"));
		assertThat(settings.toString()).doesNotContain("secret", "hidden");
		assertThat(DatabaseSettings.inServer("jdbc:postgresql://u:secret@h/d", null, null).toString())
			.doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://u:secret@host/m2x", "jdbc:postgresql://u:x?secret@host/m2x",
			"jdbc:postgresql://u:x/secret@host/m2x", "jdbc:postgresql:u:secret@host/m2x",
			"jdbc:postgresql://db:54x/m2x?password=secret", "jdbc:postgresql://db?password=secret",
			"jdbc:postgresql://db/m2x?password=secret%zz" })
	void passwordInAnAddressThatCantBeUsedIsNotShown(String address) {
		DatabaseSettings settings = DatabaseSettings.inServer(address, null, null);
		assertThat(settings.toString()).doesNotContain("secret");
		List<String> lines = linesOfTheDriver(() -> assertThatIllegalStateException()
			.isThrownBy(() -> Database.open(settings, List.of(new ConnectionDemand("t", 2))))
			.withMessageStartingWith("The URL of the database ")
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret")));
		assertThat(lines).noneMatch((line) -> line.contains("secret"));
	}

	// Return what the driver logs during some work.
	private static List<String> linesOfTheDriver(Runnable work) {
		List<String> lines = new ArrayList<>();
		Handler handler = new StreamHandler() {
			@Override
			public synchronized void publish(LogRecord line) {
				lines.add(new SimpleFormatter().formatMessage(line));
			}
		};
		Logger logger = Logger.getLogger("org.postgresql");
		logger.addHandler(handler);
		try {
			work.run();
			return lines;
		}
		finally {
			logger.removeHandler(handler);
		}
	}

	@Test
	void passwordWithAnAtSignMayBeAParameter() {
		DatabaseSettings settings = DatabaseSettings.inServer("jdbc:postgresql://h/m2x?password=p@s/s@", null, null);
		assertThat(settings.hasCredentialsInUrl()).isFalse();
		assertThat(settings.shownUrl()).isEqualTo("jdbc:postgresql://h/m2x");
	}

	@Test
	void databaseWithoutUnicodeIsRefused() throws Exception {
		String latin = this.url.replaceFirst("/[^/?]*\\?", "/latin_" + System.nanoTime() + "?");
		String name = latin.replaceFirst(".*/([^/?]*)\\?.*", "$1");
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement()) {
			statement.execute(
					"CREATE DATABASE " + name + " ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
		}
		assertThatIllegalStateException()
			.isThrownBy(() -> Database.open(DatabaseSettings.inServer(latin, null, null),
					List.of(new ConnectionDemand("t", 2))))
			.withMessageContaining("stores text as LATIN1")
			.withMessageContaining("UTF8");
	}

	@Test
	void addressOfAnotherKindOfDatabaseIsRefused() {
		assertThatIllegalStateException()
			.isThrownBy(() -> Database.open(DatabaseSettings.inServer("jdbc:mysql://h/d", null, null),
					List.of(new ConnectionDemand("t", 2))))
			.withMessageContaining("must begin with 'jdbc:postgresql:'");
	}

}
