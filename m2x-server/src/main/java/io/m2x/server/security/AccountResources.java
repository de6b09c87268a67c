package io.m2x.server.security;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.web.ApiException;

/**
 * Finds what belongs to an account by the id that it has on the wire.
 *
 * @since 0.1.0
 */
public final class AccountResources {

	private final JdbcClient jdbc;

	/**
	 * Create the access to the resources of accounts.
	 * @param jdbc access to the database
	 */
	public AccountResources(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Find a resource.
	 * @param kind what it is
	 * @param account the account that asks
	 * @param id the id on the wire
	 * @return the row, empty if the account has nothing of that kind and id
	 */
	public Optional<Long> find(Kind kind, long account, String id) {
		return this.jdbc.sql("SELECT id FROM " + kind.table + " WHERE account_id = :account AND public_id = :id")
			.param("account", account)
			.param("id", id)
			.query(Long.class)
			.optional();
	}

	/**
	 * Find a resource that must be there.
	 * @param kind what it is
	 * @param account the account that asks
	 * @param id the id on the wire
	 * @return the row
	 */
	public long require(Kind kind, long account, String id) {
		return find(kind, account, id).orElseThrow(() -> ApiException.notFound(kind.title));
	}

	/**
	 * Let no other transaction change a resource or anything in it until this one ends.
	 * @param kind what it is
	 * @param row the row
	 */
	public void lock(Kind kind, long row) {
		boolean present = this.jdbc.sql("SELECT id FROM " + kind.table + " WHERE id = :row FOR UPDATE")
			.param("row", row)
			.query(Long.class)
			.optional()
			.isPresent();
		if (!present) {
			throw ApiException.notFound(kind.title);
		}
	}

	/**
	 * What belongs to an account and has an id on the wire.
	 */
	public enum Kind {

		/** A device. */
		DEVICE("devices", "Device"),

		/** A collection of devices. */
		COLLECTION("collections", "Collection"),

		/** A distribution of devices. */
		DISTRIBUTION("distributions", "Distribution"),

		/** A chart. */
		CHART("charts", "Chart"),

		/** An integration. */
		INTEGRATION("integrations", "Integration");

		private final String table;

		private final String title;

		Kind(String table, String title) {
			this.table = table;
			this.title = title;
		}

	}

}
