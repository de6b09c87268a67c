package io.m2x.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.m2x.server.store.Database;

/**
 * Notes every statement that a server runs in a test, as Spring reports it to the log,
 * and asks the database how it would run it.
 */
final class StatementPlans extends TurboFilter {

	private static final Pattern EXECUTED = Pattern.compile(
			"^Executing (?:prepared SQL|SQL batch update|SQL update|SQL query|SQL statement).*? \\[(.*)]$",
			Pattern.DOTALL);

	private static final Pattern PLANNED = Pattern.compile("(?i)^\\s*(?:WITH|SELECT|UPDATE|DELETE|INSERT)\\b");

	/** What SQLite says when it walks over all of something that has a name. */
	private static final Pattern SCAN = Pattern.compile("^SCAN (\\w+)");

	/** How the rows that a statement itself brings get their name. */
	private static final String NAMED_WITHIN = "(?i)(?:\\)\\s*(?:AS\\s+)?%1$s\\b|(?:\\bWITH|,)\\s*%1$s\\s*(?:\\(|AS\\b))";

	/** Small tables of work to be done: who reads them wants all of it. */
	private static final Set<String> QUEUES = Set.of("discarded_streams", "discarded_devices");

	/** Statements that may take their time, once in a while and in the background. */
	private static final Pattern IN_BACKGROUND = Pattern
		.compile("SELECT l\\.id FROM request_log l WHERE .* IS NULL LIMIT \\?");

	private static final Set<String> STATEMENTS = ConcurrentHashMap.newKeySet();

	private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();

	private static final JsonMapper JSON = new JsonMapper();

	static {
		((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(new StatementPlans());
	}

	private StatementPlans() {
	}

	/**
	 * Begin to take notes.
	 */
	static void note() {
		// The class was loaded.
	}

	@Override
	public FilterReply decide(Marker marker, Logger logger, Level level, String format, Object[] params, Throwable t) {
		if (level != Level.DEBUG || !logger.getName().equals(JdbcTemplate.class.getName())) {
			return FilterReply.NEUTRAL;
		}
		boolean wanted = logger.getEffectiveLevel().isGreaterOrEqual(Level.INFO);
		if (format == null) {
			return wanted ? FilterReply.ACCEPT : FilterReply.NEUTRAL;
		}
		Matcher executed = EXECUTED.matcher(format);
		if (executed.matches() && !STATEMENTS.contains(executed.group(1)) && isOfServer()) {
			STATEMENTS.add(executed.group(1));
		}
		return wanted ? FilterReply.DENY : FilterReply.NEUTRAL;
	}

	// Tests look into the database too.
	private static boolean isOfServer() {
		return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
			.walk((frames) -> frames.map(StackWalker.StackFrame::getDeclaringClass)
				.filter((type) -> type != StatementPlans.class && type.getName().startsWith("io.m2x.server."))
				.findFirst()
				.map((type) -> type.getProtectionDomain().getCodeSource().getLocation())
				.filter(M2xServer.class.getProtectionDomain().getCodeSource().getLocation()::equals)
				.isPresent());
	}

	/**
	 * Return the statements noted since the last call that read more than they need.
	 */
	static List<String> fullScans(M2xServer server) throws SQLException {
		List<String> found = new ArrayList<>();
		try (Connection connection = TestContext.bean(server, Database.class).dataSource().getConnection()) {
			boolean sqlite = connection.getMetaData()
				.getDatabaseProductName()
				.toLowerCase(Locale.ROOT)
				.equals("sqlite");
			for (String statement : STATEMENTS) {
				if (PLANNED.matcher(statement).find() && !IN_BACKGROUND.matcher(statement).matches()
						&& !isOfAnotherDatabase(connection, statement) && CHECKED.add(statement)) {
					List<String> scans = sqlite ? sqliteScans(connection, statement)
							: postgresScans(connection, statement);
					if (!scans.isEmpty()) {
						found.add(statement + "\n  " + scans);
					}
				}
			}
		}
		return found;
	}

	// Some tests have servers on both databases. SQLite tells at once what it can't read.
	private static boolean isOfAnotherDatabase(Connection connection, String statement) {
		try (PreparedStatement prepared = connection.prepareStatement(statement)) {
			return prepared.isClosed();
		}
		catch (SQLException ex) {
			return true;
		}
	}

	private static List<String> sqliteScans(Connection connection, String sql) throws SQLException {
		List<String> scans = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql)) {
			for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
				statement.setObject(i, null);
			}
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					Matcher scan = SCAN.matcher(rows.getString("detail"));
					if (scan.find() && !isWithin(sql, scan.group(1))) {
						scans.add(rows.getString("detail"));
					}
				}
			}
		}
		return scans;
	}

	private static boolean isWithin(String sql, String name) {
		return name.matches("\\d+|CONSTANT") || QUEUES.contains(name)
				|| Pattern.compile(NAMED_WITHIN.formatted(name)).matcher(sql).find();
	}

	// For few rows a scan is the best plan. So everything is forbidden but to look rows
	// up, and what scans nevertheless has no index to use. Which index it takes, and for
	// what, says nothing: that depends on the number of rows.
	private static List<String> postgresScans(Connection connection, String sql) throws SQLException {
		List<String> scans = new ArrayList<>();
		StringBuilder numbered = new StringBuilder();
		int parameters = 0;
		for (String part : sql.split("\\?", -1)) {
			numbered.append((parameters > 0) ? "$" + parameters : "").append(part);
			parameters++;
		}
		String values = (parameters > 1) ? "(" + "NULL, ".repeat(parameters - 2) + "NULL)" : "";
		try (Statement statement = connection.createStatement()) {
			statement.execute("SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;"
					+ " SET plan_cache_mode = force_generic_plan");
			statement.execute("PREPARE planned AS " + numbered);
			try (ResultSet rows = statement.executeQuery("EXPLAIN (FORMAT JSON) EXECUTE planned" + values)) {
				rows.next();
				collectScans(JSON.readTree(rows.getString(1)), scans);
			}
			finally {
				statement
					.execute("DEALLOCATE planned; RESET enable_seqscan; RESET enable_hashjoin; RESET enable_mergejoin;"
							+ " RESET plan_cache_mode");
			}
		}
		return scans;
	}

	private static void collectScans(JsonNode node, List<String> scans) {
		String type = node.path("Node Type").asString("");
		String table = node.path("Relation Name").asString("");
		if (type.equals("Seq Scan") && !QUEUES.contains(table)) {
			scans.add(type + " " + table);
		}
		node.values().forEach((child) -> collectScans(child, scans));
	}

}
