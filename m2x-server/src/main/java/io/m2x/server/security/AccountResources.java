package io.m2x.server.security;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

import io.m2x.server.web.ApiException;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * Finds what belongs to an account by the id that it has on the wire.
 *
 * @since 0.1.0
 */
@Component
public final class AccountResources {

	/** The path of a collection. */
	public static final String COLLECTION = BaseUrls.PREFIX + "/collections/{id}";

	/** The path of a distribution; a reserved word is no id. */
	public static final String DISTRIBUTION = BaseUrls.PREFIX + "/distributions/{id:(?!search$).+}";

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
		return this.jdbc.sql("SELECT id FROM " + kind.table() + " WHERE account_id = :account AND public_id = :id")
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
		return find(kind, account, id).orElseThrow(() -> ApiException.notFound(kind.title()));
	}

	/**
	 * Read a field that refers to a resource.
	 * @param kind what it refers to
	 * @param account the account that asks
	 * @param fields the fields of the request
	 * @param name the name of the field, whose text is the id on the wire
	 * @return the row, {@code null} if the field was not sent or is wrong
	 */
	public @Nullable Long read(Kind kind, long account, Fields fields, String name) {
		String id = fields.text(name, Integer.MAX_VALUE);
		return (id != null) ? fields.orReject(find(kind, account, id).orElse(null), name, Validation.NOT_FOUND) : null;
	}

	/**
	 * Let no other transaction change a resource or anything in it until this one ends.
	 * @param kind what it is
	 * @param row the row
	 */
	public void lock(Kind kind, long row) {
		boolean present = this.jdbc.sql("SELECT id FROM " + kind.table() + " WHERE id = :row FOR UPDATE")
			.param("row", row)
			.query(Long.class)
			.optional()
			.isPresent();
		if (!present) {
			throw ApiException.notFound(kind.title());
		}
	}

	/**
	 * Note that a resource was edited.
	 * @param kind what it is
	 * @param row the row, locked
	 * @param now milliseconds since 1970
	 */
	public void edited(Kind kind, long row, long now) {
		this.jdbc.sql("UPDATE " + kind.table() + " SET updated_at = :now WHERE id = :row")
			.param("now", now)
			.param("row", row)
			.update();
	}

	/**
	 * What belongs to an account and has an id on the wire.
	 */
	public enum Kind {

		/** A device. */
		DEVICE("device"),

		/** A collection of devices. */
		COLLECTION("collection"),

		/** A distribution of devices. */
		DISTRIBUTION("distribution"),

		/** A chart. */
		CHART("chart"),

		/** An integration. */
		INTEGRATION("integration");

		private final String word;

		Kind(String word) {
			this.word = word;
		}

		/**
		 * Return the table of these resources.
		 * @return its name
		 */
		public String table() {
			return this.word + "s";
		}

		/**
		 * Return a table whose rows are parts of these resources.
		 * @param parts what the parts are, in the plural
		 * @return its name
		 */
		public String tableOf(String parts) {
			return this.word + "_" + parts;
		}

		/**
		 * Return the column by which other tables refer to these resources.
		 * @return its name
		 */
		public String column() {
			return this.word + "_id";
		}

		String title() {
			return StringUtils.capitalize(this.word);
		}

	}

}
