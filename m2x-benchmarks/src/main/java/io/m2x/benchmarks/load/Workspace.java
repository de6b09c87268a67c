package io.m2x.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * Holds what a program started, and the temporary directories of it, until its end.
 */
final class Workspace implements AutoCloseable {

	private final Deque<AutoCloseable> opened = new ArrayDeque<>();

	/**
	 * Create a workspace that is closed at the latest when this process ends.
	 */
	Workspace() {
		Runtime.getRuntime().addShutdownHook(new Thread(this::close));
	}

	/**
	 * Create an empty directory that is deleted at the end.
	 * @return the directory
	 */
	Path directory() {
		try {
			Path directory = Files.createTempDirectory("m2x-load");
			closeLater(() -> FileSystemUtils.deleteRecursively(directory));
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	synchronized <T extends AutoCloseable> T closeLater(T resource) {
		this.opened.push(resource);
		return resource;
	}

	/**
	 * Return the size of all files in a directory.
	 * @param directory the directory, which need not exist
	 * @return the bytes
	 */
	static long size(Path directory) {
		if (!Files.exists(directory)) {
			return 0;
		}
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter(Files::isRegularFile).mapToLong((file) -> file.toFile().length()).sum();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Stop and delete all, the last first.
	 */
	@Override
	public synchronized void close() {
		while (!this.opened.isEmpty()) {
			try {
				this.opened.pop().close();
			}
			catch (Exception ex) {
				System.out.println("Not tidied up: " + ex);
			}
		}
	}

}
