package io.m2x.server.triggers;

import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Database;
import io.m2x.server.store.RowList;
import io.m2x.server.store.Tokens;
import io.m2x.server.webhooks.Callbacks;

/**
 * Stores triggers and their states.
 */
@Component
final class TriggerStore implements Callbacks {

	private static final String SELECT = """
			SELECT t.*, EXISTS (SELECT 1 FROM trigger_states s WHERE s.trigger_id = t.id AND s.activated = TRUE)
			AS activated FROM triggers t WHERE t.""";

	/** Both halves walk an index, which a condition with OR would not. */
	private static final String SELECT_FOR_DEVICE = """
			SELECT t.*, COALESCE(s.activated, FALSE) AS activated FROM triggers t
			LEFT JOIN trigger_states s ON s.trigger_id = t.id AND s.device_id = :device
			WHERE t.device_id = :device AND t.status = 'enabled'
			UNION ALL
			SELECT t.*, COALESCE(s.activated, FALSE) AS activated FROM triggers t
			LEFT JOIN trigger_states s ON s.trigger_id = t.id AND s.device_id = :device
			WHERE t.distribution_id = :distribution AND t.status = 'enabled'
			ORDER BY id""";

	/** How many columns a state has. */
	private static final int STATE_COLUMNS = 3;

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final String lockClause;

	TriggerStore(JdbcClient jdbc, JdbcTemplate batches, Database database) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.lockClause = database.forUpdate();
	}

	List<Trigger> list(TriggerOwner owner) {
		return this.jdbc.sql(SELECT + owner.column() + " = :owner ORDER BY t.id")
			.param("owner", owner.row())
			.query(Trigger::read)
			.list();
	}

	Optional<Trigger> find(TriggerOwner owner, String id) {
		return this.jdbc.sql(SELECT + owner.column() + " = :owner AND t.public_id = :id")
			.param("owner", owner.row())
			.param("id", id)
			.query(Trigger::read)
			.optional();
	}

	// Return the enabled triggers that watch a device, and whether each is activated
	// there.
	List<Trigger> watching(long device, @Nullable Long distribution) {
		return this.jdbc.sql(SELECT_FOR_DEVICE)
			.param("device", device)
			.param("distribution", distribution, Types.BIGINT)
			.query(Trigger::read)
			.list();
	}

	long count(TriggerOwner owner) {
		return this.jdbc.sql("SELECT COUNT(*) FROM triggers WHERE " + owner.column() + " = :owner")
			.param("owner", owner.row())
			.query(Long.class)
			.single();
	}

	// Add a trigger and return its id.
	String insert(TriggerOwner owner, TriggerDefinition definition, long now) {
		String id = Tokens.nextShort();
		parameters("INSERT INTO triggers (public_id, " + owner.column() + """
				, name, status, conditions, single_stream, frequency, timeframe, callback_url, send_location,
				notify_on_reset, custom_data, revision, created_at, updated_at)
				VALUES (:id, :owner, :name, :status, :conditions, :singleStream, :frequency,
				CAST(:timeframe AS BIGINT), :callbackUrl, :sendLocation, :notifyOnReset, :customData, 0, :now, :now)
				""", definition, now).param("id", id).param("owner", owner.row()).update();
		return id;
	}

	void update(Trigger trigger, TriggerDefinition definition, long now) {
		parameters("""
				UPDATE triggers SET name = :name, status = :status, conditions = :conditions,
				single_stream = :singleStream, frequency = :frequency, timeframe = CAST(:timeframe AS BIGINT),
				callback_url = :callbackUrl, send_location = :sendLocation, notify_on_reset = :notifyOnReset,
				custom_data = :customData, revision = revision + 1, updated_at = :now WHERE id = :row""", definition,
				now)
			.param("row", trigger.row())
			.update();
		if (definition.watchesOtherThan(trigger.definition())) {
			this.jdbc.sql("DELETE FROM trigger_states WHERE trigger_id = :row").param("row", trigger.row()).update();
		}
	}

	private JdbcClient.StatementSpec parameters(String sql, TriggerDefinition definition, long now) {
		return this.jdbc.sql(sql)
			.param("name", definition.name())
			.param("status", definition.status())
			.param("conditions", definition.conditions().toJson())
			.param("singleStream", definition.singleStream())
			.param("frequency", definition.frequency())
			.param("timeframe", definition.timeframe())
			.param("callbackUrl", definition.callbackUrl())
			.param("sendLocation", definition.sendLocation())
			.param("notifyOnReset", definition.notifyOnReset())
			.param("customData", definition.customData())
			.param("now", now);
	}

	void delete(long trigger) {
		this.jdbc.sql("DELETE FROM triggers WHERE id = :trigger").param("trigger", trigger).update();
	}

	@Override
	public Optional<Callbacks.Callback> find(long trigger) {
		return this.jdbc.sql("SELECT public_id, callback_url FROM triggers WHERE id = :trigger")
			.param("trigger", trigger)
			.query((row, index) -> new Callbacks.Callback(row.getString(1), row.getString(2)))
			.optional();
	}

	// Lock triggers that are about to fire or to change, in one order. If one was edited
	// since it was read, the transaction has to start again.
	void lock(SortedMap<Long, Trigger> triggers) {
		Map<Long, Long> revisions = new HashMap<>();
		RowList.split(triggers.keySet(), 1,
				(part) -> this.batches.query(
						"SELECT id, revision FROM triggers WHERE id IN " + RowList.of(part.size()) + " ORDER BY id"
								+ this.lockClause,
						(RowCallbackHandler) (row) -> revisions.put(row.getLong(1), row.getLong(2)), part.toArray()));
		triggers.forEach((row, trigger) -> {
			if (!Objects.equals(revisions.get(row), trigger.revision())) {
				throw new OptimisticLockingFailureException("The trigger was edited");
			}
		});
	}

	// Return which triggers are activated at devices.
	Set<TriggerState> activated(Collection<Long> devices) {
		Set<TriggerState> states = new HashSet<>();
		RowList.split(devices, 1, (part) -> this.batches.query(
				"SELECT trigger_id, device_id FROM trigger_states WHERE device_id IN " + RowList.of(part.size())
						+ " AND activated = TRUE",
				(RowCallbackHandler) (row) -> states.add(new TriggerState(row.getLong(1), row.getLong(2), true)),
				part.toArray()));
		return states;
	}

	// Store the states of triggers; these and the devices must be locked.
	void save(List<TriggerState> states) {
		RowList.split(states, STATE_COLUMNS,
				(part) -> this.batches.update(
						"INSERT INTO trigger_states (trigger_id, device_id, activated) VALUES "
								+ RowList.of(part.size(), STATE_COLUMNS)
								+ " ON CONFLICT (trigger_id, device_id) DO UPDATE SET activated = excluded.activated",
						(statement) -> {
							int index = 0;
							for (TriggerState state : part) {
								statement.setLong(++index, state.trigger());
								statement.setLong(++index, state.device());
								statement.setBoolean(++index, state.activated());
							}
						}));
	}

}
