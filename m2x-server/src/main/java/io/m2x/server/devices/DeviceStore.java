package io.m2x.server.devices;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

import io.m2x.server.security.Tokens;
import io.m2x.server.web.Page;

/**
 * The stored devices and their tags.
 */
final class DeviceStore {

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	DeviceStore(JdbcClient jdbc, JdbcTemplate batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	Optional<Device> find(long device) {
		return this.jdbc.sql(Device.SELECT + "d.id = :device").param("device", device).query(Device::read).optional();
	}

	Optional<Device> find(long account, String id) {
		return this.jdbc.sql(Device.SELECT + "d.account_id = :account AND d.public_id = :id")
			.param("account", account)
			.param("id", id)
			.query(Device::read)
			.optional();
	}

	List<Device> list(DeviceFilter filter, Page page) {
		return this.jdbc
			.sql(Device.SELECT + filter.conditions().sql() + " ORDER BY " + filter.order().sql()
					+ " LIMIT :limit OFFSET :offset")
			.params(filter.conditions().parameters())
			.param("limit", page.limit())
			.param("offset", page.offset())
			.query(Device::read)
			.list();
	}

	long count(DeviceFilter filter) {
		return this.jdbc.sql("SELECT COUNT(*) FROM devices d WHERE " + filter.conditions().sql())
			.params(filter.conditions().parameters())
			.query(Long.class)
			.single();
	}

	boolean isSerialTaken(long account, String serial, @Nullable Long except) {
		return this.jdbc.sql("SELECT id FROM devices WHERE account_id = :account AND serial = :serial")
			.param("account", account)
			.param("serial", serial)
			.query(Long.class)
			.optional()
			.filter((row) -> !row.equals(except))
			.isPresent();
	}

	long insert(long account, DeviceAttributes attributes, long now) {
		GeneratedKeyHolder row = new GeneratedKeyHolder();
		parameters("""
				INSERT INTO devices (account_id, public_id, name, description, visibility, status, serial, active_at,
				created_at, updated_at) VALUES (:account, :id, :name, :description, :visibility, :status, :serial, :now,
				:now, :now)""", attributes, now).param("account", account).param("id", Tokens.next()).update(row, "id");
		return Objects.requireNonNull(row.getKeyAs(Long.class));
	}

	void update(long device, DeviceAttributes attributes, long now) {
		parameters("""
				UPDATE devices SET name = :name, description = :description, visibility = :visibility, status = :status,
				serial = :serial, updated_at = :now WHERE id = :device""", attributes, now).param("device", device)
			.update();
	}

	void delete(long device) {
		this.jdbc.sql("DELETE FROM devices WHERE id = :device").param("device", device).update();
	}

	private JdbcClient.StatementSpec parameters(String sql, DeviceAttributes attributes, long now) {
		return this.jdbc.sql(sql)
			.param("name", attributes.name())
			.param("description", attributes.description())
			.param("visibility", attributes.visibility())
			.param("status", attributes.status())
			.param("serial", attributes.serial())
			.param("now", now);
	}

	Map<Long, List<String>> tags(Collection<Long> devices) {
		Map<Long, List<String>> tags = new HashMap<>();
		if (!devices.isEmpty()) {
			this.jdbc.sql("SELECT device_id, tag FROM device_tags WHERE device_id IN (:devices) ORDER BY position")
				.param("devices", devices)
				.query((RowCallbackHandler) (row) -> tags.computeIfAbsent(row.getLong(1), (device) -> new ArrayList<>())
					.add(row.getString(2)));
		}
		return tags;
	}

	void replaceTags(long device, List<String> tags) {
		this.jdbc.sql("DELETE FROM device_tags WHERE device_id = :device").param("device", device).update();
		List<Object[]> rows = new ArrayList<>();
		tags.forEach((tag) -> rows.add(new Object[] { device, tag, rows.size() }));
		this.batches.batchUpdate("INSERT INTO device_tags (device_id, tag, position) VALUES (?, ?, ?)", rows);
	}

	Map<String, Long> tagCounts(long account) {
		Map<String, Long> counts = new LinkedHashMap<>();
		this.jdbc.sql("""
				SELECT t.tag, COUNT(*) FROM device_tags t JOIN devices d ON d.id = t.device_id
				WHERE d.account_id = :account GROUP BY t.tag ORDER BY t.tag""")
			.param("account", account)
			.query((RowCallbackHandler) (row) -> counts.put(row.getString(1), row.getLong(2)));
		return counts;
	}

}
