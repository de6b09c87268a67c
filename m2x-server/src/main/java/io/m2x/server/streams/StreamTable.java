package io.m2x.server.streams;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * Stores the definitions of the streams of devices or of distributions.
 *
 * @since 0.1.0
 */
public final class StreamTable {

	private static final String DEFINITION = "name, display_name, value_type, unit_label, unit_symbol";

	private static final String NO_VALUES = "id, " + DEFINITION + ", CAST(NULL AS BIGINT) AS latest_at,"
			+ " CAST(NULL AS DOUBLE PRECISION) AS latest_num, CAST(NULL AS VARCHAR(1)) AS latest_txt, created_at,"
			+ " updated_at";

	/** How many streams an owner may have, so that all of them fit into memory. */
	private static final int MAX_STREAMS = Fields.MAX_LIST;

	private final JdbcClient jdbc;

	private final String table;

	private final String owner;

	private final String columns;

	private StreamTable(JdbcClient jdbc, String table, String owner, String columns) {
		this.jdbc = jdbc;
		this.table = table;
		this.owner = owner;
		this.columns = columns;
	}

	/**
	 * Return the streams of devices.
	 * @param jdbc access to the database
	 * @return the table, whose owners are devices
	 */
	public static StreamTable ofDevices(JdbcClient jdbc) {
		return new StreamTable(jdbc, "streams", "device_id", DataStream.COLUMNS);
	}

	/**
	 * Return the streams that devices of distributions begin with.
	 * @param jdbc access to the database
	 * @return the table, whose owners are distributions
	 */
	public static StreamTable ofDistributions(JdbcClient jdbc) {
		return new StreamTable(jdbc, "distribution_streams", "distribution_id", NO_VALUES);
	}

	/**
	 * Return all streams of an owner.
	 * @param owner the row of the owner
	 * @return the streams in the order of their creation
	 */
	public List<DataStream> list(long owner) {
		return this.jdbc
			.sql("SELECT " + this.columns + " FROM " + this.table + " WHERE " + this.owner + " = :owner ORDER BY id")
			.param("owner", owner)
			.query(DataStream::read)
			.list();
	}

	/**
	 * Find a stream.
	 * @param owner the row of the owner
	 * @param name the name of the stream
	 * @return the stream, empty if the owner has none of that name
	 */
	public Optional<DataStream> find(long owner, String name) {
		return this.jdbc
			.sql("SELECT " + this.columns + " FROM " + this.table + " WHERE " + this.owner
					+ " = :owner AND name = :name")
			.param("owner", owner)
			.param("name", name)
			.query(DataStream::read)
			.optional();
	}

	/**
	 * Return the symbols of the units of an owner's streams.
	 * @param owner the row of the owner
	 * @return the symbols by stream; streams without one are missing
	 */
	public Map<String, String> units(long owner) {
		Map<String, String> units = new HashMap<>();
		this.jdbc
			.sql("SELECT name, unit_symbol FROM " + this.table + " WHERE " + this.owner
					+ " = :owner AND unit_symbol IS NOT NULL")
			.param("owner", owner)
			.query((RowCallbackHandler) (row) -> units.put(row.getString(1), row.getString(2)));
		return units;
	}

	/**
	 * Delete a stream.
	 * @param stream the row of the stream
	 */
	public void delete(long stream) {
		this.jdbc.sql("DELETE FROM " + this.table + " WHERE id = :stream").param("stream", stream).update();
	}

	/**
	 * Copy the streams of an owner, without their values, to one that has none.
	 * @param sources where the other one's streams are
	 * @param source the row of the other one
	 * @param target the row of the owner
	 * @param now milliseconds since 1970
	 */
	public void copyFrom(StreamTable sources, long source, long target, long now) {
		this.jdbc
			.sql("INSERT INTO " + this.table + " (" + this.owner + ", " + DEFINITION + ", created_at, updated_at)"
					+ " SELECT CAST(:target AS BIGINT), " + DEFINITION
					+ ", CAST(:now AS BIGINT), CAST(:now AS BIGINT) FROM " + sources.table + " WHERE " + sources.owner
					+ " = :source ORDER BY id")
			.param("target", target)
			.param("now", now)
			.param("source", source)
			.update();
	}

	// Create a stream of a locked owner, unless it has too many already.
	void insert(long owner, StreamDefinition definition, long now) {
		if (count(owner) >= MAX_STREAMS) {
			throw Validation.failure("streams", Validation.TOO_LONG);
		}
		parameters("INSERT INTO " + this.table + " (" + this.owner + ", " + DEFINITION + ", created_at, updated_at)"
				+ " VALUES (:row, :name, :displayName, :type, :label, :symbol, :now, :now)", definition)
			.param("row", owner)
			.param("name", definition.name())
			.param("type", definition.numeric() ? DataStream.NUMERIC : DataStream.ALPHANUMERIC)
			.param("now", now)
			.update();
	}

	private long count(long owner) {
		return this.jdbc.sql("SELECT COUNT(*) FROM " + this.table + " WHERE " + this.owner + " = :owner")
			.param("owner", owner)
			.query(Long.class)
			.single();
	}

	void update(long stream, StreamDefinition definition, long now) {
		parameters("UPDATE " + this.table + " SET display_name = :displayName, unit_label = :label,"
				+ " unit_symbol = :symbol, updated_at = :now WHERE id = :row", definition)
			.param("row", stream)
			.param("now", now)
			.update();
	}

	private JdbcClient.StatementSpec parameters(String sql, StreamDefinition definition) {
		return this.jdbc.sql(sql)
			.param("displayName", definition.displayName())
			.param("label", definition.unitLabel())
			.param("symbol", definition.unitSymbol());
	}

}
