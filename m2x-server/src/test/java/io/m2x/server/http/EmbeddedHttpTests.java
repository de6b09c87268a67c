package io.m2x.server.http;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.m2x.server.Api;
import io.m2x.server.ServerExtension;

class EmbeddedHttpTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private Api embeddedApi() {
		return server.api();
	}

	@Nested
	class Completeness extends AbstractCompletenessTests {

		@Override
		protected Api api() {
			return embeddedApi();
		}

	}

	@Nested
	class Framing extends AbstractFramingTests {

		@Override
		protected Api api() {
			return embeddedApi();
		}

	}

	@Nested
	class ErrorResponse extends AbstractErrorResponseTests {

		@Override
		protected Api api() {
			return embeddedApi();
		}

	}

}
