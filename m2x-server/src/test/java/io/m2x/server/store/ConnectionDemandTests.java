package io.m2x.server.store;

import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConnectionDemandTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	@Test
	void poolHasAConnectionForEverybodyWhoSaysSo() {
		Collection<ConnectionDemand> demands = TestContext.beans(server.server(), ConnectionDemand.class);
		assertThat(demands).extracting(ConnectionDemand::user)
			.containsExactlyInAnyOrder("requests", "tasks", "charts", "webhooks", "request log", "writes");
		assertThat(poolSize()).isGreaterThanOrEqualTo(demands.stream().mapToInt(ConnectionDemand::connections).sum());
	}

	@Test
	void everyThreadOfAnExecutorCanHaveAConnection() {
		int threads = TestContext.beans(server.server(), ThreadPoolTaskExecutor.class)
			.stream()
			.mapToInt(ThreadPoolTaskExecutor::getMaxPoolSize)
			.sum();
		assertThat(poolSize()).isGreaterThan(threads);
	}

	@Test
	void demandForNothingIsAMistake() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionDemand("nobody", 0));
	}

	@Test
	void databaseThatNobodyNeedsIsAMistake() {
		assertThatIllegalArgumentException().isThrownBy(() -> Database.open(DatabaseSettings.temporary(), List.of()))
			.withMessageContaining("component scan");
	}

	private static int poolSize() {
		RoutedDataSource pools = TestContext.bean(server.server(), Database.class).pools();
		return pools.readers().getMaximumPoolSize() + pools.writers().getMaximumPoolSize();
	}

}
