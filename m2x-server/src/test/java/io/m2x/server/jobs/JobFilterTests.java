package io.m2x.server.jobs;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;
import io.m2x.server.security.Caller;

import static org.assertj.core.api.Assertions.assertThat;

class JobFilterTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final JdbcClient jdbc = TestContext.bean(server.server(), JdbcClient.class);

	static Caller[] callers() {
		return new Caller[] { new Caller(1L, 1L, null, null, null, false), new Caller(1L, null, null, 1L, null, false),
				new Caller(1L, null, null, null, 1L, false) };
	}

	@ParameterizedTest
	@MethodSource("callers")
	void jobsOfSomeDevicesAreFoundByTheirDevice(Caller caller) {
		JobFilter filter = JobFilter.visible(caller);
		String plan = this.jdbc.sql("EXPLAIN SELECT COUNT(*) FROM jobs WHERE " + filter.condition())
			.params(filter.parameters())
			.query(String.class)
			.single();
		assertThat(plan).containsPattern("\"JOBS\"\\s+/\\* PUBLIC\\.\\w+: DEVICE_ID ");
	}

}
