package io.m2x.server.requestlog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
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
import io.m2x.server.store.RowList;
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

	/** How many columns a new request has. */
	private static final int COLUMNS = 5;

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
	// request that gave its device another serial is one of them. Return how many each
	// device got, for pruning afterwards.
	Map<Long, Integer> insert(List<LoggedRequest> requests) {
		Map<Name, Long> devices = devices(requests);
		Map<Long, Integer> counts = new HashMap<>();
		Deque<Row> rows = new ArrayDeque<>();
		// From the newest on, because older ones than are shown would be deleted at once.
		for (LoggedRequest request : reversed(requests)) {
			@Nullable Long device = devices.get(Name.of(request));
			if (device != null && counts.merge(device, 1, Integer::sum) <= SIZE) {
				rows.addFirst(new Row(device, request));
			}
		}
		if (!rows.isEmpty()) {
			this.transactions.write(() -> RowList.split(rows, COLUMNS, this::insertRows));
		}
		return counts;
	}

	private static List<LoggedRequest> reversed(List<LoggedRequest> requests) {
		List<LoggedRequest> reversed = new ArrayList<>(requests);
		Collections.reverse(reversed);
		return reversed;
	}

	private void insertRows(List<Row> rows) {
		this.batches.update("INSERT INTO request_log (device_id, at_ms, status, http_method, path) VALUES "
				+ RowList.of(rows.size(), COLUMNS), (statement) -> {
					int index = 0;
					for (Row row : rows) {
						statement.setLong(++index, row.device());
						statement.setLong(++index, row.request().at());
						statement.setInt(++index, row.request().status());
						statement.setString(++index, row.request().method());
						statement.setString(++index, row.request().path());
					}
				});
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

	// Delete old requests of devices that got new ones. Devices are chosen at random, so
	// that nothing must be remembered and many quiet devices cost no more than a busy
	// one.
	void prune(Map<Long, Integer> counts) {
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
				ORDER BY at_ms DESC, id DESC LIMIT :size""")
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

	// The rows are found first because not every database can limit how many are deleted.
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
	 * A request and its device.
	 *
	 * @param device the row of the device
	 * @param request the request
	 */
	private record Row(long device, LoggedRequest request) {

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
