package io.m2x.server.integrations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.Kind;
import io.m2x.server.store.Tokens;
import io.m2x.server.web.ApiException;

/**
 * The stored integrations.
 */
@Component
final class IntegrationStore {

	/** The list has no pages and must fit into a response. */
	private static final int MAX_LISTED = 200;

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	IntegrationStore(JdbcClient jdbc, JdbcTemplate batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	List<Integration> list(long account) {
		return this.jdbc.sql(Integration.SELECT + "i.account_id = :account ORDER BY i.id LIMIT :limit")
			.param("account", account)
			.param("limit", MAX_LISTED)
			.query(Integration::read)
			.list();
	}

	Integration require(long integration) {
		return this.jdbc.sql(Integration.SELECT + "i.id = :integration")
			.param("integration", integration)
			.query(Integration::read)
			.optional()
			.orElseThrow(() -> ApiException.notFound("Integration"));
	}

	// Return the ids of the devices that integrations list.
	Map<Long, List<String>> devices(Collection<Long> integrations) {
		Map<Long, List<String>> devices = new HashMap<>();
		if (!integrations.isEmpty()) {
			this.jdbc.sql("SELECT l.integration_id, " + Kind.DEVICE.idOf("l.device_id")
					+ " FROM integration_devices l WHERE l.integration_id IN (:integrations)" + " ORDER BY l.device_id")
				.param("integrations", integrations)
				.query((RowCallbackHandler) (row) -> devices
					.computeIfAbsent(row.getLong(1), (integration) -> new ArrayList<>())
					.add(row.getString(2)));
		}
		return devices;
	}

	long insert(long account, IntegrationAttributes attributes, long now) {
		return parameters("""
				INSERT INTO integrations (account_id, public_id, name, kind, status, config, all_devices, created_at,
				updated_at) VALUES (:account, :id, :name, :type, :status, :config, TRUE, :now, :now)
				RETURNING id""", attributes, now).param("account", account)
			.param("id", Tokens.next())
			.query(Long.class)
			.single();
	}

	void update(long integration, IntegrationAttributes attributes, long now) {
		parameters("""
				UPDATE integrations SET name = :name, kind = :type, status = :status, config = :config,
				updated_at = :now WHERE id = :integration""", attributes, now).param("integration", integration)
			.update();
	}

	private JdbcClient.StatementSpec parameters(String sql, IntegrationAttributes attributes, long now) {
		return this.jdbc.sql(sql)
			.param("name", attributes.name())
			.param("type", attributes.type())
			.param("status", attributes.status())
			.param("config", attributes.config())
			.param("now", now);
	}

	void updateStatus(long integration, String status, long now) {
		this.jdbc.sql("UPDATE integrations SET status = :status, updated_at = :now WHERE id = :integration")
			.param("status", status)
			.param("now", now)
			.param("integration", integration)
			.update();
	}

	// Set which devices an integration is for.
	// @param all whether it is for all of them
	void replaceDevices(long integration, boolean all, List<Long> devices) {
		this.jdbc.sql("UPDATE integrations SET all_devices = :all WHERE id = :integration")
			.param("all", all)
			.param("integration", integration)
			.update();
		this.jdbc.sql("DELETE FROM integration_devices WHERE integration_id = :integration")
			.param("integration", integration)
			.update();
		this.batches.batchUpdate("INSERT INTO integration_devices (integration_id, device_id) VALUES (?, ?)",
				devices.stream().map((device) -> new Object[] { integration, device }).toList());
	}

	void delete(long integration) {
		this.jdbc.sql("DELETE FROM integrations WHERE id = :integration").param("integration", integration).update();
	}

}
