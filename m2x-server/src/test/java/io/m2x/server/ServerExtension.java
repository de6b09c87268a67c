package io.m2x.server;

import java.util.UUID;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One server in memory for all tests of a class.
 */
public final class ServerExtension implements BeforeAllCallback, AfterAllCallback {

	private M2xServer server;

	@Override
	public void beforeAll(ExtensionContext context) {
		this.server = M2xServer.builder().start();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.server.close();
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
