package io.m2x.server.devices;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Tokens;
import io.m2x.server.web.Page;

/**
 * The stored devices.
 */
@Component
final class DeviceStore {

	private final JdbcClient jdbc;

	DeviceStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<Device> find(long device) {
		return this.jdbc.sql(Device.SELECT + "d.id = :device").param("device", device).query(Device::read).optional();
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

	long insert(long account, @Nullable Long distribution, DeviceAttributes attributes, @Nullable String serial,
			long now) {
		GeneratedKeyHolder row = new GeneratedKeyHolder();
		parameters("""
				INSERT INTO devices (account_id, distribution_id, public_id, name, description, visibility, status,
				serial, active_at, created_at, updated_at) VALUES (:account, :distribution, :id, :name, :description,
				:visibility, :status, :serial, :now, :now, :now)""", attributes, serial, now).param("account", account)
			.param("distribution", distribution)
			.param("id", Tokens.next())
			.update(row, "id");
		return Objects.requireNonNull(row.getKeyAs(Long.class));
	}

	void update(long device, DeviceAttributes attributes, @Nullable String serial, long now) {
		parameters("""
				UPDATE devices SET name = :name, description = :description, visibility = :visibility, status = :status,
				serial = :serial, updated_at = :now WHERE id = :device""", attributes, serial, now)
			.param("device", device)
			.update();
	}

	void delete(long device) {
		this.jdbc.sql("DELETE FROM devices WHERE id = :device").param("device", device).update();
	}

	private JdbcClient.StatementSpec parameters(String sql, DeviceAttributes attributes, @Nullable String serial,
			long now) {
		return this.jdbc.sql(sql)
			.param("name", attributes.name())
			.param("description", attributes.description())
			.param("visibility", attributes.visibility())
			.param("status", attributes.status())
			.param("serial", serial)
			.param("now", now);
	}

}
