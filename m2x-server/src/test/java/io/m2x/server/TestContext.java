package io.m2x.server;

import java.util.Collection;

/**
 * Looks behind the wire where a test has no other way.
 */
public final class TestContext {

	private TestContext() {
	}

	public static <T> T bean(M2xServer server, Class<T> type) {
		return server.context().getBean(type);
	}

	public static <T> Collection<T> beans(M2xServer server, Class<T> type) {
		return server.context().getBeansOfType(type).values();
	}

	public static <T> T bean(M2xServer server, String name, Class<T> type) {
		return server.context().getBean(name, type);
	}

}
