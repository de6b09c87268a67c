package io.m2x.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

import org.postgresql.Driver;

/**
 * Opens connections to a PostgreSQL server.
 */
final class PostgresConnections extends Connections {

	/**
	 * What to expect of the network, in seconds, and that no exception shows a stored
	 * key. An address may say something else.
	 */
	private static final Map<String, String> DEFAULTS = Map.of("connectTimeout", "5", "tcpKeepAlive", "true",
			"logServerErrorDetail", "false", "ApplicationName", "m2x-server");

	private final Driver driver = new Driver();

	private final String url;

	private final Properties properties = new Properties();

	PostgresConnections(String url, DatabaseSettings settings, int responseSeconds) {
		this.url = url;
		this.properties.putAll(DEFAULTS);
		this.properties.put("socketTimeout", String.valueOf(responseSeconds));
		if (settings.username() != null) {
			this.properties.put("user", settings.username());
		}
		if (settings.password() != null) {
			this.properties.put("password", settings.password());
		}
	}

	// Return whether the driver understands an address. Its own failure would show all of
	// it, and so would its log unless it is asked without the parameters first.
	static boolean isAddress(String url) {
		return Driver.parseURL(url.replaceFirst("\\?.*", ""), null) != null && Driver.parseURL(url, null) != null;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return Objects.requireNonNull(this.driver.connect(this.url, this.properties));
	}

}
