package io.m2x.server.values;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Transactions;
import io.m2x.server.streams.StreamValues;
import io.m2x.server.summaries.Summaries;
import io.m2x.server.web.Timestamps;

/**
 * Deletes the values of deleted streams, in short transactions. What is to be deleted is
 * stored, so it survives a restart.
 */
@Component
final class DiscardedValues implements StreamValues {

	private static final Duration INTERVAL = Duration.ofSeconds(30);

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final ValueStore values;

	private final Summaries summaries;

	private final Transactions transactions;

	DiscardedValues(JdbcClient jdbc, JdbcTemplate batches, ValueStore values, Summaries summaries,
			Transactions transactions) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.values = values;
		this.summaries = summaries;
		this.transactions = transactions;
	}

	@Override
	public void discard(Collection<Long> streams) {
		this.batches.batchUpdate("INSERT INTO discarded_streams (stream_id) VALUES (?)",
				streams.stream().map((stream) -> new Object[] { stream }).toList());
	}

	@Bean("m2xDiscardedValuesTask")
	Task<Void> task() {
		return Tasks.recurring("delete-discarded-values", FixedDelay.of(INTERVAL))
			.execute((instance, context) -> deleteAll());
	}

	void deleteAll() {
		this.transactions.writeInParts(() -> {
			Optional<Long> stream = this.jdbc.sql("SELECT stream_id FROM discarded_streams ORDER BY stream_id LIMIT 1")
				.query(Long.class)
				.optional();
			stream.ifPresent(this::deletePart);
			return stream.isPresent();
		});
	}

	private void deletePart(long stream) {
		boolean more = this.values.deleteOldest(stream, Timestamps.MIN, Timestamps.MAX);
		if (!more) {
			this.summaries.forget(stream);
			this.jdbc.sql("DELETE FROM discarded_streams WHERE stream_id = :stream").param("stream", stream).update();
		}
	}

}
