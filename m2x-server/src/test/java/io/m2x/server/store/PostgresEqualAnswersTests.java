package io.m2x.server.store;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.m2x.server.ServerExtension;
import io.m2x.server.TestServers;

class PostgresEqualAnswersTests extends AbstractEqualAnswersTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension(() -> TestServers.on(TestServers.postgresUrl()));

	@Override
	ServerExtension server() {
		return server;
	}

}
