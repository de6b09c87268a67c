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
		String url = TestServers.urlOrNull(directory);
		String hour = (url != null) ? "INTERVAL '1' HOUR" : "3600000";
		try (Connection connection = DriverManager
			.getConnection((url != null) ? url : "jdbc:sqlite:" + directory.resolve("m2x.db"));
				Statement statement = connection.createStatement()) {
			statement.execute("UPDATE scheduled_tasks SET execution_time = execution_time - " + hour
					+ ", last_heartbeat = last_heartbeat - " + hour);
		}
	}

}
