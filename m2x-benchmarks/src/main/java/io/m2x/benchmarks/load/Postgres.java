package io.m2x.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PostgreSQL with its defaults, so that a commit waits for the disk, in a directory of
 * its own.
 *
 * @param process the process
 * @param port the port it listens on
 */
record Postgres(ChildProcess process, int port) {

	static final String USER = "m2x";

	/** It refuses to run as root. */
	private static final String NOBODY = "nobody";

	static Postgres start(Path programs, Workspace workspace) {
		Path directory = workspace.directory();
		Path log = workspace.directory().resolve("log");
		boolean root = "root".equals(System.getProperty("user.name"));
		if (root) {
			giveTo(directory, NOBODY);
		}
		List<String> prefix = root ? List.of("setpriv", "--reuid=" + NOBODY, "--regid=nogroup", "--clear-groups")
				: List.of();
		Path data = directory.resolve("data");
		run(prefix, List.of(programs.resolve("initdb").toString(), "--pgdata=" + data, "--username=" + USER,
				"--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"), log)
			.result();
		int port = ChildProcess.freePort();
		Postgres postgres = new Postgres(
				workspace
					.closeLater(run(prefix,
							List.of(programs.resolve("postgres").toString(), "-D", data.toString(), "-k",
									directory.toString(), "-h", "127.0.0.1", "-p", Integer.toString(port)),
							log)),
				port);
		postgres.process.await(() -> {
			postgres.execute("postgres", "SELECT 1");
			return true;
		});
		postgres.execute("postgres", "CREATE DATABASE " + USER);
		return postgres;
	}

	private static void giveTo(Path directory, String user) {
		try {
			Files.setOwner(directory,
					directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ChildProcess run(List<String> prefix, List<String> command, Path log) {
		return ChildProcess.start(Stream.concat(prefix.stream(), command.stream()).toList(), Map.of(), log);
	}

	String url() {
		return url(USER);
	}

	private String url(String database) {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/" + database;
	}

	Connection connect(String database) throws SQLException {
		return DriverManager.getConnection(url(database), USER, USER);
	}

	void execute(String database, String sql) {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
