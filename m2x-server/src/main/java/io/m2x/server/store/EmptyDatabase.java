package io.m2x.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * A file with the current schema of SQLite and without data. It is made when this module
 * is built, so that a new database need not go through all migrations.
 */
final class EmptyDatabase {

	private static final String RESOURCE = "/io/m2x/server/db/empty.db";

	private EmptyDatabase() {
	}

	static boolean isThere() {
		return EmptyDatabase.class.getResource(RESOURCE) != null;
	}

	static void writeTo(OutputStream target) throws IOException {
		try (InputStream content = Objects.requireNonNull(EmptyDatabase.class.getResourceAsStream(RESOURCE))) {
			content.transferTo(target);
		}
	}

}
