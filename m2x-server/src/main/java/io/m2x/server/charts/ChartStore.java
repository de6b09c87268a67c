package io.m2x.server.charts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.Kind;
import io.m2x.server.store.Tokens;

/**
 * The stored charts.
 */
@Component
final class ChartStore {

	/** The list has no pages and must fit into a response. */
	private static final int MAX_LISTED = 1000;

	private static final String SELECT = "SELECT c.id, c.public_id, c.name FROM charts c WHERE ";

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	ChartStore(JdbcClient jdbc, JdbcTemplate batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	// Return charts of an account in the order of their creation.
	// @param device the id of a device that they must show, null for all
	List<Chart> list(long account, @Nullable String device) {
		String condition = (device != null) ? " AND c.id IN (SELECT s.chart_id FROM chart_series s WHERE s.device_id = "
				+ Kind.DEVICE.rowOf(":device") + ")" : "";
		return withSeries(this.jdbc.sql(SELECT + "c.account_id = :account" + condition + " ORDER BY c.id LIMIT :limit")
			.params((device != null) ? Map.of("device", device) : Map.of())
			.param("account", account)
			.param("limit", MAX_LISTED));
	}

	Optional<Chart> find(long chart) {
		return withSeries(this.jdbc.sql(SELECT + "c.id = :chart").param("chart", chart)).stream().findFirst();
	}

	// Find a chart of any account: its image needs no key.
	Optional<Chart> find(String id) {
		return withSeries(this.jdbc.sql(SELECT + "c.public_id = :id").param("id", id)).stream().findFirst();
	}

	private List<Chart> withSeries(JdbcClient.StatementSpec select) {
		List<Chart> charts = select
			.query((row, index) -> new Chart(row.getLong(1), row.getString(2), row.getString(3), List.of()))
			.list();
		Map<Long, List<Chart.Series>> series = series(charts.stream().map(Chart::row).toList());
		return charts.stream()
			.map((chart) -> new Chart(chart.row(), chart.id(), chart.name(),
					series.getOrDefault(chart.row(), List.of())))
			.toList();
	}

	private Map<Long, List<Chart.Series>> series(Collection<Long> charts) {
		Map<Long, List<Chart.Series>> series = new HashMap<>();
		if (!charts.isEmpty()) {
			this.jdbc
				.sql("SELECT s.chart_id, s.device_id, " + Kind.DEVICE.idOf("s.device_id") + ", "
						+ Kind.DEVICE.nameOf("s.device_id")
						+ ", s.stream_name FROM chart_series s WHERE s.chart_id IN (:charts)" + " ORDER BY s.position")
				.param("charts", charts)
				.query((RowCallbackHandler) (row) -> series
					.computeIfAbsent(row.getLong(1), (chart) -> new ArrayList<>())
					.add(new Chart.Series(row.getLong(2), row.getString(3), row.getString(4), row.getString(5))));
		}
		return series;
	}

	long insert(long account, String name, List<ChartEditor.Line> lines) {
		long chart = this.jdbc
			.sql("INSERT INTO charts (account_id, public_id, name) VALUES (:account, :id, :name) RETURNING id")
			.param("account", account)
			.param("id", Tokens.next())
			.param("name", name)
			.query(Long.class)
			.single();
		insertSeries(chart, lines);
		return chart;
	}

	void update(long chart, String name, List<ChartEditor.Line> lines) {
		this.jdbc.sql("UPDATE charts SET name = :name WHERE id = :chart")
			.param("name", name)
			.param("chart", chart)
			.update();
		this.jdbc.sql("DELETE FROM chart_series WHERE chart_id = :chart").param("chart", chart).update();
		insertSeries(chart, lines);
	}

	void delete(long chart) {
		this.jdbc.sql("DELETE FROM charts WHERE id = :chart").param("chart", chart).update();
	}

	private void insertSeries(long chart, List<ChartEditor.Line> lines) {
		List<Object[]> rows = new ArrayList<>();
		lines.forEach((line) -> rows.add(new Object[] { chart, rows.size(), line.device(), line.stream() }));
		this.batches.batchUpdate(
				"INSERT INTO chart_series (chart_id, position, device_id, stream_name) VALUES (?, ?, ?, ?)", rows);
	}

}
