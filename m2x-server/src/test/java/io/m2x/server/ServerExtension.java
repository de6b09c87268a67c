package io.m2x.server;

import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Supplier;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One server for all tests of a class, without data in the beginning.
 */
public final class ServerExtension implements BeforeAllCallback, AfterAllCallback {

	private final Supplier<M2xServer.Builder> description;

	private M2xServer server;

	public ServerExtension() {
		this(TestServers::builder);
	}

	public ServerExtension(Supplier<M2xServer.Builder> description) {
		this.description = description;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		if (isNested(context)) {
			return;
		}
		StatementPlans.note();
		this.server = this.description.get().start();
	}

	@Override
	public void afterAll(ExtensionContext context) throws SQLException {
		if (isNested(context)) {
			return;
		}
		try {
			assertThat(StatementPlans.fullScans(this.server)).as("statements that read more than they need").isEmpty();
		}
		finally {
			this.server.close();
		}
	}

	// Nested classes use the server of the class around them.
	private static boolean isNested(ExtensionContext context) {
		return !context.getEnclosingTestClasses().isEmpty();
	}

	public M2xServer server() {
		return this.server;
	}

	public Api api() {
		return Api.of(this.server);
	}

	/**
	 * Open another account and return a caller with its master key.
	 */
	public Api stranger() {
		return api().as(this.server.createAccount("stranger-" + UUID.randomUUID()));
	}

}
