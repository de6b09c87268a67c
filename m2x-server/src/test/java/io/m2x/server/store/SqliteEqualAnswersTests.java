package io.m2x.server.store;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.m2x.server.M2xServer;
import io.m2x.server.ServerExtension;

class SqliteEqualAnswersTests extends AbstractEqualAnswersTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension(M2xServer::builder);

	@Override
	ServerExtension server() {
		return server;
	}

}
