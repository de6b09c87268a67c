package io.m2x.server.locations;

import java.time.Duration;
import java.util.Optional;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Transactions;

/**
 * Deletes the waypoints of deleted devices, in short transactions. What is to be deleted
 * is stored, so it survives a restart.
 *
 * @since 0.1.0
 */
@Component
public final class DiscardedWaypoints {

	private static final Duration INTERVAL = Duration.ofSeconds(30);

	private final JdbcClient jdbc;

	private final LocationStore locations;

	private final Transactions transactions;

	DiscardedWaypoints(JdbcClient jdbc, LocationStore locations, Transactions transactions) {
		this.jdbc = jdbc;
		this.locations = locations;
		this.transactions = transactions;
	}

	/**
	 * Note that nobody can reach the waypoints of a device any more. They are deleted
	 * later, since there may be many.
	 * @param device the row of a device that this transaction deletes, locked
	 */
	public void discard(long device) {
		this.jdbc.sql("INSERT INTO discarded_devices (device_id) VALUES (:device)").param("device", device).update();
	}

	@Bean("m2xDiscardedWaypointsTask")
	Task<Void> task() {
		return Tasks.recurring("delete-discarded-waypoints", FixedDelay.of(INTERVAL))
			.execute((instance, context) -> deleteAll());
	}

	void deleteAll() {
		this.transactions.writeInParts(() -> {
			Optional<Long> device = this.jdbc.sql("SELECT device_id FROM discarded_devices ORDER BY device_id LIMIT 1")
				.query(Long.class)
				.optional();
			device.ifPresent(this::deletePart);
			return device.isPresent();
		});
	}

	private void deletePart(long device) {
		boolean more = this.locations.deletePart(device, Long.MIN_VALUE, Long.MAX_VALUE);
		if (!more) {
			this.jdbc.sql("DELETE FROM discarded_devices WHERE device_id = :device").param("device", device).update();
		}
	}

}
