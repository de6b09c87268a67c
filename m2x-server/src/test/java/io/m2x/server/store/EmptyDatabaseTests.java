package io.m2x.server.store;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmptyDatabaseTests {

	@TempDir
	private Path directory;

	private static JdbcTemplate jdbc(Path file) {
		return new JdbcTemplate(new SqliteConnections(file, 10_000, 0, List.of()));
	}

	private static List<Map<String, Object>> schema(Path file) {
		return jdbc(file).queryForList("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
	}

	private Path copy() throws Exception {
		Path file = this.directory.resolve("copy.db");
		try (OutputStream output = Files.newOutputStream(file)) {
			EmptyDatabase.writeTo(output);
		}
		return file;
	}

	@Test
	void hasTheSchemaThatTheMigrationsMake() throws Exception {
		Path made = this.directory.resolve("made/new.db");
		Database.createEmpty(made);
		Path copy = copy();
		assertThat(schema(copy)).isNotEmpty().isEqualTo(schema(made));
		assertThat(Files.readAllBytes(copy)).isEqualTo(Files.readAllBytes(made));
		assertThat(jdbc(copy).queryForObject("PRAGMA journal_mode", String.class)).isEqualTo("wal");
		assertThat(jdbc(copy).queryForObject("PRAGMA auto_vacuum", int.class)).isEqualTo(2);
	}

	@Test
	void migrationsGoOnFromIt() throws Exception {
		DataDirectory made = DataDirectory.of(this.directory.resolve("data"));
		try (made) {
			assertThat(made.isNew()).isTrue();
		}
		try (DataDirectory again = DataDirectory.of(this.directory.resolve("data"))) {
			assertThat(again.isNew()).isFalse();
		}
		int migrations = Flyway.configure()
			.dataSource(new SqliteConnections(made.file(), 10_000, 0, List.of()))
			.locations("classpath:io/m2x/server/db/migration")
			.load()
			.info()
			.pending().length;
		assertThat(migrations).isZero();
	}

	@Test
	void partOfACopyIsNoDatabase() throws Exception {
		Path data = Files.createDirectories(this.directory.resolve("data"));
		Files.writeString(data.resolve("m2x.db.part"), "half");
		try (DataDirectory made = DataDirectory.of(data)) {
			assertThat(made.isNew()).isTrue();
			assertThat(schema(made.file())).isNotEmpty();
			assertThat(data.resolve("m2x.db.part")).doesNotExist();
		}
	}

	@Test
	void isNotPutBesideTheLogOfAnotherDatabase() throws Exception {
		Path data = Files.createDirectories(this.directory.resolve("data"));
		Files.writeString(data.resolve("m2x.db-wal"), "committed");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> DataDirectory.of(data))
			.withMessageContaining("is gone, and its log 'm2x.db-wal' is there");
		assertThat(data.resolve("m2x.db")).doesNotExist();
		Files.delete(data.resolve("m2x.db-wal"));
		DataDirectory.of(data).close();
	}

}
