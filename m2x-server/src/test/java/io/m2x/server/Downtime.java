package io.m2x.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Lets time pass for the tasks of a server, so that tests need not wait for it.
 */
public final class Downtime {

	private Downtime() {
	}

	/**
	 * Let a server that does not run stay down for so long that nobody takes it for
	 * alive.
	 */
	public static void pass(Path directory) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("m2x"), "sa", "");
				Statement statement = connection.createStatement()) {
			statement.execute("UPDATE scheduled_tasks SET execution_time = execution_time - INTERVAL '1' HOUR,"
					+ " last_heartbeat = last_heartbeat - INTERVAL '1' HOUR");
		}
	}

}
