package io.m2x.server.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SqliteStatementTests {

	private static final String INSERT = "INSERT INTO rows (a, b) VALUES (?, ?)";

	private static final String SELECT = "SELECT b FROM rows WHERE a > ? ORDER BY a";

	@TempDir
	private Path directory;

	private Connection connection;

	@BeforeEach
	void open() throws Exception {
		Files.createFile(this.directory.resolve("m2x.db"));
		this.connection = connect(2);
		execute("PRAGMA journal_mode = WAL");
		execute("CREATE TABLE rows (a INTEGER PRIMARY KEY, b TEXT)");
		for (int a = 1; a <= 3; a++) {
			insert(a, "b" + a);
		}
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
	}

	private Connection connect(int statements) throws SQLException {
		return new SqliteConnections(this.directory.resolve("m2x.db"), 1000, statements, List.of()).getConnection();
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private PreparedStatement insert(int a, String b) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(INSERT)) {
			statement.setInt(1, a);
			if (b != null) {
				statement.setString(2, b);
			}
			statement.executeUpdate();
			return statement;
		}
	}

	private String first(Connection from) throws SQLException {
		try (PreparedStatement statement = from.prepareStatement(SELECT)) {
			statement.setInt(1, 0);
			ResultSet rows = statement.executeQuery();
			assertThat(rows.next()).isTrue();
			return rows.getString(1);
		}
	}

	@Test
	void isUsedAgainWithoutTheParametersOfItsLastUse() throws SQLException {
		PreparedStatement statement = insert(4, "b4");
		assertThat(insert(5, null)).isSameAs(statement);
		execute("DELETE FROM rows WHERE a < 5");
		assertThat(first(this.connection)).isNull();
	}

	@Test
	void isUsedAgainAfterAFailure() throws SQLException {
		PreparedStatement statement = insert(4, "b4");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> insert(4, "again"));
		insert(5, "b5");
		assertThat(first(this.connection)).isEqualTo("b1");
		assertThat(statement.getConnection()).isSameAs(this.connection);
	}

	@Test
	void doesNotGoOnReadingWhenItIsClosedBeforeItsLastRow() throws SQLException {
		try (Connection reader = connect(2)) {
			assertThat(first(reader)).isEqualTo("b1");
			execute("UPDATE rows SET b = 'new'");
			assertThat(first(reader)).isEqualTo("new");
		}
	}

	@Test
	void sameSqlTwiceAtTheSameTimeIsTwoStatements() throws SQLException {
		try (PreparedStatement first = this.connection.prepareStatement(SELECT);
				PreparedStatement second = this.connection.prepareStatement(SELECT)) {
			assertThat(first).isNotSameAs(second);
			first.setInt(1, 0);
			second.setInt(1, 1);
			assertThat(first.executeQuery().getString(1)).isEqualTo("b1");
			assertThat(second.executeQuery().getString(1)).isEqualTo("b2");
		}
		assertThat(first(this.connection)).isEqualTo("b1");
	}

	@Test
	void oldestOfTooManyIsClosed() throws SQLException {
		PreparedStatement oldest = insert(4, "b4");
		first(this.connection);
		assertThat(oldest.isClosed()).isFalse();
		try (PreparedStatement third = this.connection.prepareStatement("SELECT 1")) {
			assertThat(third.executeQuery().next()).isTrue();
		}
		assertThat(oldest.isClosed()).isTrue();
		assertThat(insert(5, "b5")).isNotSameAs(oldest);
	}

	@Test
	void schemaCanChangeBetweenTwoUses() throws SQLException {
		first(this.connection);
		execute("CREATE TABLE others (a)");
		execute("ALTER TABLE rows ADD COLUMN c");
		assertThat(first(this.connection)).isEqualTo("b1");
	}

	@Test
	void rowsOfABatchThatWasGivenUpAreForgotten() throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(INSERT)) {
			statement.setInt(1, 4);
			statement.setString(2, "given up");
			statement.addBatch();
		}
		try (PreparedStatement statement = this.connection.prepareStatement(INSERT)) {
			statement.setInt(1, 5);
			statement.setString(2, "b5");
			statement.addBatch();
			assertThat(statement.executeBatch()).containsExactly(1);
		}
		execute("DELETE FROM rows WHERE a < 4");
		assertThat(first(this.connection)).isEqualTo("b5");
	}

	@Test
	void resultThatNobodyAskedForIsNotReadAnyFurther() throws SQLException {
		try (Connection reader = connect(2)) {
			try (PreparedStatement statement = reader.prepareStatement(SELECT)) {
				statement.setInt(1, 0);
				assertThat(statement.execute()).isTrue();
			}
			execute("UPDATE rows SET b = 'new'");
			assertThat(first(reader)).isEqualTo("new");
		}
	}

	@Test
	void closingTwiceIsClosingOnce() throws SQLException {
		PreparedStatement statement = insert(4, "b4");
		statement.close();
		assertThat(insert(5, "b5")).isSameAs(statement);
		assertThat(insert(6, "b6")).isSameAs(statement);
	}

}
