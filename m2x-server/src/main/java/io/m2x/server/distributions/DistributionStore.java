package io.m2x.server.distributions;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.devices.DeviceAttributes;
import io.m2x.server.store.CaseFolding;
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
		return parameters("""
				INSERT INTO distributions (account_id, public_id, name, name_folded, description, description_folded,
				visibility, status, created_at, updated_at) VALUES (:account, :id, :name, :foldedName, :description,
				:foldedDescription, :visibility, :status, :now, :now) RETURNING id""", attributes, now)
			.param("account", account)
			.param("id", Tokens.next())
			.query(Long.class)
			.single();
	}

	void update(long distribution, DeviceAttributes attributes, long now) {
		parameters("""
				UPDATE distributions SET name = :name, name_folded = :foldedName, description = :description,
				description_folded = :foldedDescription, visibility = :visibility, status = :status,
				updated_at = :now WHERE id = :distribution""", attributes, now).param("distribution", distribution)
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
			.param("foldedName", CaseFolding.stored(attributes.name()))
			.param("description", attributes.description())
			.param("foldedDescription", CaseFolding.stored(attributes.description()))
			.param("visibility", attributes.visibility())
			.param("status", attributes.status())
			.param("now", now);
	}

}
