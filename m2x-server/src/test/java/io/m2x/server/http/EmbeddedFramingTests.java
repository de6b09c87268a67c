package io.m2x.server.http;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.m2x.server.Api;
import io.m2x.server.ServerExtension;

class EmbeddedFramingTests extends AbstractFramingTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	@Override
	protected Api api() {
		return server.api();
	}

}
