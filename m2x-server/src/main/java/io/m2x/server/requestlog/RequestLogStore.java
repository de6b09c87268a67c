package io.m2x.server.requestlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.Kind;
import io.m2x.server.devices.DeviceLookup;
import io.m2x.server.store.Transactions;

/**
 * The stored log: the newest requests of each device.
 */
@Component
final class RequestLogStore {

	/** How many requests of a device are shown. */
	static final int SIZE = 100;

	/**
	 * The average number of new requests after which the old ones of a device are
	 * deleted.
	 */
	static final int PRUNING_INTERVAL = 20;

	private static final Duration CLEANING_INTERVAL = Duration.ofHours(1);

	private static final int DELETED_AT_ONCE = 1000;

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final DeviceLookup devices;

	private final Transactions transactions;

	RequestLogStore(JdbcClient jdbc, JdbcTemplate batches, DeviceLookup devices, Transactions transactions) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.devices = devices;
		this.transactions = transactions;
	}

	// Add requests; those for devices that the account does not have are left out. A
	// request that gave its device another serial is one of them.
	void insert(List<LoggedRequest> requests) {
		Map<Name, Long> devices = devices(requests);
		Map<Long, Integer> counts = new HashMap<>();
		List<Object[]> rows = new ArrayList<>();
		for (LoggedRequest request : requests) {
			@Nullable Long device = devices.get(Name.of(request));
			if (device != null) {
				rows.add(new Object[] { device, request.at(), request.status(), request.method(), request.path() });
				counts.merge(device, 1, Integer::sum);
			}
		}
		if (!rows.isEmpty()) {
			this.transactions.write(() -> this.batches.batchUpdate(
					"INSERT INTO request_log (device_id, at_ms, status, http_method, path) VALUES (?, ?, ?, ?, ?)",
					rows));
			prune(counts);
		}
	}

	private Map<Name, Long> devices(List<LoggedRequest> requests) {
		Set<Long> accounts = new HashSet<>();
		Set<String> ids = new HashSet<>();
		Set<String> serials = new HashSet<>();
		for (LoggedRequest request : requests) {
			accounts.add(request.account());
			(request.serial() ? serials : ids).add(request.device());
		}
		Map<Name, Long> devices = new HashMap<>();
		this.devices.byId(accounts, ids)
			.forEach((found) -> devices.put(new Name(found.account(), false, found.text()), found.row()));
		this.devices.bySerial(accounts, serials)
			.forEach((found) -> devices.put(new Name(found.account(), true, found.text()), found.row()));
		return devices;
	}

	// Devices are chosen at random, so that nothing must be remembered and many quiet
	// devices cost no more than a busy one.
	private void prune(Map<Long, Integer> counts) {
		List<Long> chosen = counts.entrySet()
			.stream()
			.filter((count) -> ThreadLocalRandom.current().nextInt(PRUNING_INTERVAL) < count.getValue())
			.map(Map.Entry::getKey)
			.toList();
		if (!chosen.isEmpty()) {
			deleteInParts(() -> this.jdbc.sql("""
					SELECT id FROM (SELECT id, ROW_NUMBER() OVER
					(PARTITION BY device_id ORDER BY at_ms DESC, id DESC) AS place FROM request_log
					WHERE device_id IN (:devices)) ranked WHERE place > :size LIMIT :count""")
				.param("devices", chosen)
				.param("size", SIZE));
		}
	}

	// Return the newest requests of a device, the newest first.
	List<Entry> newest(long device) {
		return this.jdbc.sql("""
				SELECT at_ms, status, http_method, path FROM request_log WHERE device_id = :device
				ORDER BY device_id, at_ms DESC, id DESC LIMIT :size""")
			.param("device", device)
			.param("size", SIZE)
			.query(Entry::read)
			.list();
	}

	@Bean("m2xRequestLogCleaningTask")
	Task<Void> cleaningTask() {
		return Tasks.recurring("clean-up-request-log", FixedDelay.of(CLEANING_INTERVAL))
			.execute((instance, context) -> deleteOrphans());
	}

	// Delete the requests of deleted devices.
	void deleteOrphans() {
		deleteInParts(() -> this.jdbc
			.sql("SELECT l.id FROM request_log l WHERE " + Kind.DEVICE.idOf("l.device_id") + " IS NULL LIMIT :count"));
	}

	// The rows are found first because H2 would find all of them again for each one that
	// it deletes.
	private void deleteInParts(Supplier<JdbcClient.StatementSpec> search) {
		this.transactions.writeInParts(() -> {
			List<Long> rows = search.get().param("count", DELETED_AT_ONCE).query(Long.class).list();
			if (!rows.isEmpty()) {
				this.jdbc.sql("DELETE FROM request_log WHERE id IN (:rows)").param("rows", rows).update();
			}
			return rows.size() == DELETED_AT_ONCE;
		});
	}

	/**
	 * What a path calls a device.
	 *
	 * @param account the account of the key
	 * @param serial whether it is the serial, not the id
	 * @param text the serial or id
	 */
	private record Name(long account, boolean serial, String text) {

		static Name of(LoggedRequest request) {
			return new Name(request.account(), request.serial(), request.device());
		}

	}

}
