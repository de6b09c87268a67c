package io.m2x.server.access;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

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

	AccountResources(JdbcClient jdbc) {
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
	 * Find resources.
	 * @param kind what they are
	 * @param account the account that asks
	 * @param ids the ids on the wire
	 * @return the rows of those that the account has
	 */
	public List<Long> findAll(Kind kind, long account, Collection<String> ids) {
		if (ids.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql("SELECT id FROM " + kind.table() + " WHERE account_id = :account AND public_id IN (:ids)")
			.param("account", account)
			.param("ids", ids)
			.query(Long.class)
			.list();
	}

	/**
	 * Find the resource that a field refers to.
	 * @param kind what it refers to
	 * @param account the account that asks
	 * @param fields the fields of the request
	 * @param name the name of the field, whose text is the id on the wire
	 * @return the row, {@code null} if the field was not sent or is wrong
	 */
	public @Nullable Long resolve(Kind kind, long account, Fields fields, String name) {
		String id = fields.text(name, Integer.MAX_VALUE);
		return (id != null) ? fields.orReject(find(kind, account, id).orElse(null), name, Validation.NOT_FOUND) : null;
	}

	/**
	 * Let no other transaction change a resource or anything in it until this one ends.
	 * Its version grows, so that nobody goes on with what was read before.
	 * @param kind what it is
	 * @param row the row
	 */
	public void lock(Kind kind, long row) {
		int locked = this.jdbc.sql("UPDATE " + kind.table() + " SET version = version + 1 WHERE id = :row")
			.param("row", row)
			.update();
		if (locked == 0) {
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

}
