package io.m2x.server.webhooks;

import java.lang.reflect.Proxy;
import java.time.Instant;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WebhookTasksTests {

	// As db-scheduler does if the row has changed since it was read.
	private final SchedulerClient scheduler = (SchedulerClient) Proxy.newProxyInstance(getClass().getClassLoader(),
			new Class<?>[] { SchedulerClient.class }, (proxy, method, arguments) -> {
				if (method.getName().equals("scheduleIfNotExists")) {
					return false;
				}
				throw new ExecutionException("updated 0",
						new Execution(Instant.EPOCH, new TaskInstance<>(WebhookTasks.NAME, "1")));
			});

	private final WebhookTasks tasks = new WebhookTasks(this.scheduler);

	@Test
	void lostRaceIsRetriedWithItsTransaction() {
		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> this.tasks.plan(1, Instant.now()));
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(() -> this.tasks.cancel(1));
	}

}
