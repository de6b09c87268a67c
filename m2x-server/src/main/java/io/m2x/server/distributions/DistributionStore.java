package io.m2x.server.distributions;

import java.util.List;
import java.util.Objects;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

import io.m2x.server.devices.DeviceAttributes;
import io.m2x.server.store.Tokens;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.Page;

/**
 * The stored distributions.
 */
@Component
final class DistributionStore {

	private final JdbcClient jdbc;

	DistributionStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Distribution require(long distribution) {
		return this.jdbc.sql(Distribution.SELECT + "x.id = :distribution")
			.param("distribution", distribution)
			.query(Distribution::read)
			.optional()
			.orElseThrow(() -> ApiException.notFound("Distribution"));
	}

	List<Distribution> list(DistributionFilter filter, Page page) {
		return this.jdbc
			.sql(Distribution.SELECT + filter.conditions().sql() + " ORDER BY " + filter.order()
					+ " LIMIT :limit OFFSET :offset")
			.params(filter.conditions().parameters())
			.param("limit", page.limit())
			.param("offset", page.offset())
			.query(Distribution::read)
			.list();
	}

	long count(DistributionFilter filter) {
		return this.jdbc.sql("SELECT COUNT(*) FROM distributions x WHERE " + filter.conditions().sql())
			.params(filter.conditions().parameters())
			.query(Long.class)
			.single();
	}

	long insert(long account, DeviceAttributes attributes, long now) {
		GeneratedKeyHolder row = new GeneratedKeyHolder();
		parameters("""
				INSERT INTO distributions (account_id, public_id, name, description, visibility, status, created_at,
				updated_at) VALUES (:account, :id, :name, :description, :visibility, :status, :now, :now)""",
				attributes, now)
			.param("account", account)
			.param("id", Tokens.next())
			.update(row, "id");
		return Objects.requireNonNull(row.getKeyAs(Long.class));
	}

	void update(long distribution, DeviceAttributes attributes, long now) {
		parameters("""
				UPDATE distributions SET name = :name, description = :description, visibility = :visibility,
				status = :status, updated_at = :now WHERE id = :distribution""", attributes, now)
			.param("distribution", distribution)
			.update();
	}

	void delete(long distribution) {
		this.jdbc.sql("DELETE FROM distributions WHERE id = :distribution")
			.param("distribution", distribution)
			.update();
	}

	private JdbcClient.StatementSpec parameters(String sql, DeviceAttributes attributes, long now) {
		return this.jdbc.sql(sql)
			.param("name", attributes.name())
			.param("description", attributes.description())
			.param("visibility", attributes.visibility())
			.param("status", attributes.status())
			.param("now", now);
	}

}
