package io.m2x.server.jobs;

import java.sql.SQLException;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.m2x.server.QueryPlans;
import io.m2x.server.ServerExtension;
import io.m2x.server.security.Caller;

import static org.assertj.core.api.Assertions.assertThat;

class JobFilterTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	static Caller[] callers() {
		return new Caller[] { new Caller(1L, 1L, null, null, null, false), new Caller(1L, null, null, 1L, null, false),
				new Caller(1L, null, null, null, 1L, false) };
	}

	@ParameterizedTest
	@MethodSource("callers")
	void jobsOfSomeDevicesAreFoundByTheirDevice(Caller caller) throws SQLException {
		JobFilter filter = JobFilter.visible(caller);
		String plan = QueryPlans.of(server.server(), "SELECT COUNT(*) FROM jobs WHERE " + filter.condition(),
				filter.parameters());
		assertThat(plan).contains("jobs_by_device");
	}

}
