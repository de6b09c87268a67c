package io.m2x.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SqliteDatabaseTests extends AbstractDatabaseTests {

	private static final String ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
			+ " SELECT count(*), 'n' FROM n";

	private static final String MEGABYTE = "UPDATE rows SET content = zeroblob(1000000)";

	@TempDir
	private Path directory;

	@Override
	DatabaseSettings settings() {
		return DatabaseSettings.inDirectory(this.directory);
	}

	@Override
	String bytes() {
		return "BLOB";
	}

	private String pragma(String name) {
		return transactions().write(() -> jdbc().queryForObject("PRAGMA " + name, String.class));
	}

	private void writeMegabyte() {
		transactions().write(() -> {
			insert();
			jdbc().update(MEGABYTE);
		});
	}

	private Path log() {
		return this.directory.resolve("m2x.db-wal");
	}

	@Test
	void commitSurvivesTheEndOfTheProcessAndAPowerFailureOnRequest() {
		assertThat(pragma("journal_mode")).isEqualTo("wal");
		assertThat(pragma("synchronous")).isEqualTo("1");
		assertThat(pragma("foreign_keys")).isEqualTo("1");
		assertThat(pragma("auto_vacuum")).isEqualTo("2");
		close();
		use(new DatabaseSettings(this.directory, null, null, null, null, true));
		assertThat(pragma("synchronous")).isEqualTo("2");
	}

	@Test
	void statementThatTakesTooLongIsStoppedAndItsConnectionGoesOn() throws Exception {
		SqliteConnections impatient = new SqliteConnections(this.directory.resolve("m2x.db"), 50, 0, List.of());
		try (Connection connection = impatient.getConnection()) {
			for (int i = 0; i < 3; i++) {
				try (Statement statement = connection.createStatement()) {
					assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeQuery(ENDLESS))
						.satisfies((ex) -> assertThat(database().exceptionTranslator().translate("test", null, ex))
							.isInstanceOf(QueryTimeoutException.class));
				}
				try (Statement statement = connection.createStatement()) {
					assertThat(statement.executeQuery("SELECT 1").next()).isTrue();
				}
			}
		}
	}

	@Test
	void poolThatCantBeOpenedLeavesNoOtherOpen() {
		List<Connection> opened = new ArrayList<>();
		HikariConfig good = new HikariConfig();
		good.setDataSource(new Connections() {
			@Override
			public Connection getConnection() throws SQLException {
				opened.add(DriverManager.getConnection("jdbc:sqlite::memory:"));
				return opened.get(0);
			}
		});
		good.setMaximumPoolSize(1);
		HikariConfig bad = new HikariConfig();
		bad.setDataSource(new SqliteConnections(this.directory.resolve("missing/m2x.db"), 50, 0, List.of()));
		assertThatExceptionOfType(PoolInitializationException.class).isThrownBy(() -> RoutedDataSource.open(good, bad));
		assertThat(opened).isNotEmpty();
		Awaitility.await().until(() -> opened.get(0).isClosed());
	}

	@Test
	void everyConnectionOfThePoolsStopsWhatTakesTooLong() throws Exception {
		for (DataSource pool : new DataSource[] { database().dataSource(), database().writers() }) {
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.unwrap(SqliteConnection.class).limitMillis()).isEqualTo(10_000);
			}
		}
	}

	@Test
	void writeThatIsStoppedIsUndoneAndTheNextOneSucceeds() {
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> transactions().write(() -> {
			insert();
			jdbc().execute((Statement statement) -> {
				CompletableFuture<Void> stop = CompletableFuture
					.runAsync(() -> Awaitility.await().until(() -> isStopped(statement)));
				try {
					return statement.executeUpdate("INSERT INTO rows (id, name) " + ENDLESS);
				}
				finally {
					stop.cancel(false);
				}
			});
		}));
		assertThat(count()).isZero();
		write();
		assertThat(count()).isEqualTo(1);
	}

	private static boolean isStopped(Statement statement) throws SQLException {
		if (!statement.isClosed()) {
			statement.cancel();
		}
		return statement.isClosed();
	}

	@Test
	void fullDiskIsSurvived() {
		write();
		fillDisk();
		for (Runnable work : List.<Runnable>of(this::writeMegabyte,
				() -> transactions().write(() -> jdbc().update(MEGABYTE)))) {
			assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(work::run)
				.withMessageContaining("full");
			assertThat(database().isAvailable()).isFalse();
			assertThat(count()).isEqualTo(1);
		}
		makeRoom();
		writeMegabyte();
		assertThat(count()).isEqualTo(2);
		Awaitility.await().until(database()::isAvailable);
	}

	@Test
	void recoveryIsSeenWithoutARequest() {
		fillDisk();
		assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(this::writeMegabyte);
		assertThat(database().isAvailable()).isFalse();
		Awaitility.await().until(database()::isAvailable);
	}

	private void fillDisk() {
		pragma("max_page_count = " + jdbc().queryForObject("PRAGMA page_count", Integer.class));
	}

	private void makeRoom() {
		pragma("max_page_count = " + Integer.MAX_VALUE);
	}

	@Test
	void logIsClearedWhenNobodyWrites() throws Exception {
		for (int i = 0; i < 20; i++) {
			write();
		}
		assertThat(log()).isNotEmptyFile();
		Awaitility.await().until(() -> Files.size(log()) == 0);
		assertThat(count()).isEqualTo(20);
	}

	@Test
	void logIsClearedBesideSomebodyWhoReadsAndAWriterWaitsForNeither() {
		transactions().read(() -> {
			assertThat(count()).isZero();
			for (int i = 0; i < 20; i++) {
				CompletableFuture.runAsync(this::writeMegabyte).join();
			}
			assertThat(count()).isZero();
			return true;
		});
		Awaitility.await().until(() -> Files.size(log()) == 0);
		assertThat(count()).isEqualTo(20);
	}

	@Test
	void spaceOfDeletedDataIsGivenBack() throws Exception {
		Path file = this.directory.resolve("m2x.db");
		for (int i = 0; i < 5; i++) {
			writeMegabyte();
		}
		transactions().write(() -> jdbc().update("UPDATE rows SET content = zeroblob(8000000)"));
		Awaitility.await().until(() -> Files.size(file) > 30_000_000);
		transactions().write(() -> jdbc().update("DELETE FROM rows"));
		Awaitility.await().until(() -> Files.size(file) < 6_000_000);
		assertThat(jdbc().queryForObject("PRAGMA integrity_check", String.class)).isEqualTo("ok");
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows knows no POSIX permissions")
	void filesAreForTheirOwnerOnly() throws Exception {
		write();
		assertThat(log()).exists();
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).isNotEmpty().allSatisfy((file) -> assertThat(permissions(file)).isEqualTo("rw-------"));
		}
	}

	private static String permissions(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

	@Test
	void dataInMemoryLeaveNothingBehind() throws Exception {
		close();
		use(DatabaseSettings.temporary());
		String file = jdbc().queryForObject("SELECT file FROM pragma_database_list WHERE name = 'main'", String.class);
		Path folder = Path.of(file).getParent();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
		close();
		assertThat(folder).doesNotExist();
	}

	@Test
	void temporaryDataOfAKilledProcessAreDeletedAndNothingElse() throws Exception {
		Path killed = leftDirectory("m2x.temporary", Instant.EPOCH);
		Path chosen = leftDirectory("other", Instant.EPOCH);
		Path young = leftDirectory("m2x.temporary", Instant.now());
		try {
			DataDirectory.temporary().close();
			assertThat(killed).doesNotExist();
			assertThat(chosen.resolve("m2x.db")).exists();
			assertThat(young.resolve("m2x.db")).exists();
		}
		finally {
			for (Path left : List.of(killed, chosen, young)) {
				FileSystemUtils.deleteRecursively(left);
			}
		}
	}

	private static Path leftDirectory(String mark, Instant time) throws IOException {
		Path left = Files.createTempDirectory("m2x-");
		for (String name : List.of("m2x.lock", "m2x.db", "m2x.db-wal", mark)) {
			Files.createFile(left.resolve(name));
		}
		Files.setLastModifiedTime(left.resolve(mark), FileTime.from(time));
		return left;
	}

	@Test
	void directoryMayHaveAnyName() throws Exception {
		close();
		Path odd = this.directory.resolve("a b;c?d=%20#ü");
		use(DatabaseSettings.inDirectory(odd));
		assertThat(odd.resolve("m2x.db")).isNotEmptyFile();
	}

}
