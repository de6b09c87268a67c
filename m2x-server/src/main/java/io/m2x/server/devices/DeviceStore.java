package io.m2x.server.devices;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.CaseFolding;
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

	// The devices of the page are found first, so that nothing else is read of the
	// others.
	List<Device> list(DeviceFilter filter, Page page) {
		String order = " ORDER BY " + filter.order().sql();
		return this.jdbc
			.sql(Device.SELECT + "d.id IN (SELECT d.id FROM devices d WHERE " + filter.conditions().sql() + order
					+ " LIMIT :limit OFFSET :offset)" + order)
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
		return parameters("""
				INSERT INTO devices (account_id, distribution_id, public_id, name, name_folded, description,
				description_folded, visibility, status, serial, active_at, created_at, updated_at)
				VALUES (:account, :distribution, :id, :name, :foldedName, :description, :foldedDescription, :visibility,
				:status, :serial, :now, :now, :now) RETURNING id""", attributes, serial, now).param("account", account)
			.param("distribution", distribution)
			.param("id", Tokens.next())
			.query(Long.class)
			.single();
	}

	void update(long device, DeviceAttributes attributes, @Nullable String serial, long now) {
		parameters("""
				UPDATE devices SET name = :name, name_folded = :foldedName, description = :description,
				description_folded = :foldedDescription, visibility = :visibility, status = :status,
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
			.param("foldedName", CaseFolding.stored(attributes.name()))
			.param("description", attributes.description())
			.param("foldedDescription", CaseFolding.stored(attributes.description()))
			.param("visibility", attributes.visibility())
			.param("status", attributes.status())
			.param("serial", serial)
			.param("now", now);
	}

}
