package io.m2x.server.app;

import java.io.IOException;
import java.nio.file.Path;

import io.m2x.server.store.Database;

/**
 * Makes the file of which each new database is a copy, when this module is built.
 *
 * @since 0.1.0
 */
public final class EmptyDatabaseFile {

	private EmptyDatabaseFile() {
	}

	/**
	 * Make the file.
	 * @param args where to
	 * @throws IOException if that is not possible
	 */
	public static void main(String[] args) throws IOException {
		Database.createEmpty(Path.of(args[0]));
	}

}
