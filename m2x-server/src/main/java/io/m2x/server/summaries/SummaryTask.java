package io.m2x.server.summaries;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Makes summaries now and then, on one of the servers that share a database.
 */
@Component
final class SummaryTask {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final Summarizer summarizer;

	SummaryTask(Summarizer summarizer) {
		this.summarizer = summarizer;
	}

	@Bean("m2xSummaryTask")
	Task<Void> task() {
		return Tasks.recurring("summaries", FixedDelay.of(INTERVAL))
			.execute((instance, context) -> this.summarizer.run(System.currentTimeMillis(),
					context.getSchedulerState()::isShuttingDown));
	}

}
