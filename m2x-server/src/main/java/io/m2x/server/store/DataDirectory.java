package io.m2x.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The directory of the database files, for this process alone.
 */
final class DataDirectory implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(DataDirectory.class);

	private static final String FILE = "m2x.db";

	/** The name of the file that is locked while the directory is in use. */
	static final String LOCK = "m2x.lock";

	/** A disk with less room, in bytes, is full. */
	private static final int SMALLEST_ROOM = 64 * 1024;

	/** The names under which the native library is unpacked. */
	private static final String LIBRARIES = "sqlite-*sqlitejdbc*";

	/** The file of a database that earlier builds had. */
	private static final String EARLIER_FILE = "m2x.mv.db";

	private final Path path;

	private final FileChannel lock;

	private final boolean temporary;

	private DataDirectory(Path path, FileChannel lock, boolean temporary) {
		this.path = path;
		this.lock = lock;
		this.temporary = temporary;
	}

	private static DataDirectory open(Path path, boolean temporary) {
		DataDirectory directory;
		try {
			directory = new DataDirectory(path, lock(path), temporary);
		}
		catch (IOException ex) {
			throw unusable(path, ex);
		}
		try {
			if (temporary) {
				AbandonedDirectories.mark(path);
			}
			createFile(directory.file());
			directory.deleteLibraries();
			return directory;
		}
		catch (IOException ex) {
			directory.close();
			throw unusable(path, ex);
		}
	}

	// Open a directory, and create it when missing.
	static DataDirectory of(Path directory) {
		Path path = directory.toAbsolutePath().normalize();
		try {
			if (path.getParent() != null) {
				Files.createDirectories(path.getParent());
			}
			Files.createDirectories(path, onlyForOwner(path, "rwx------"));
		}
		catch (IOException ex) {
			throw unusable(path, ex);
		}
		if (!Files.isWritable(path)) {
			throw unusable(path, null);
		}
		if (Files.exists(path.resolve(EARLIER_FILE))) {
			throw new IllegalStateException("The data directory '" + path + "' has a database of an earlier build, '"
					+ EARLIER_FILE + "', which this one can't read; choose another directory");
		}
		return open(path, false);
	}

	// Create a directory that is deleted when it is closed.
	static DataDirectory temporary() {
		try {
			Path path = Files.createTempDirectory(AbandonedDirectories.PREFIX);
			AbandonedDirectories.deleteBeside(path);
			return open(path, true);
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					"There is no place for temporary files; set the system property 'java.io.tmpdir' to a directory"
							+ " that this process may write to, or choose a data directory",
					ex);
		}
	}

	// The database contains keys, so only its owner may read it. The database gives its
	// further files the same permissions.
	private static FileAttribute<?>[] onlyForOwner(Path path, String permissions) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix")
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	private static void createFile(Path file) throws IOException {
		try {
			Files.createFile(file, onlyForOwner(file, "rw-------"));
		}
		catch (FileAlreadyExistsException ex) {
			// It is the file of the last run.
		}
	}

	// Delete what a killed process has unpacked here.
	private void deleteLibraries() throws IOException {
		try (DirectoryStream<Path> libraries = Files.newDirectoryStream(this.path, LIBRARIES)) {
			for (Path library : libraries) {
				delete(library);
			}
		}
	}

	private static void delete(Path library) {
		try {
			Files.deleteIfExists(library);
		}
		catch (IOException ex) {
			logger.debug("This process itself has loaded " + library, ex);
		}
	}

	private static FileChannel lock(Path path) throws IOException {
		Path file = path.resolve(LOCK);
		createFile(file);
		FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.WRITE));
		try {
			if (channel.tryLock() != null) {
				return channel;
			}
		}
		catch (OverlappingFileLockException ex) {
			// Another server in this process has it.
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
		channel.close();
		throw new IllegalStateException("The data directory '" + path
				+ "' is in use by another process; stop that process or choose another directory");
	}

	boolean isTemporary() {
		return this.temporary;
	}

	Path path() {
		return this.path;
	}

	// Return the file of the database.
	Path file() {
		return this.path.resolve(FILE);
	}

	IllegalStateException unusable(@Nullable Exception cause) {
		return unusable(this.path, cause);
	}

	IllegalStateException full(Exception cause) {
		return full(this.path, cause);
	}

	IllegalStateException damaged(Exception cause) {
		return new IllegalStateException(
				"The database '" + file()
						+ "' is damaged; put a backup in the place of the data directory, or choose another directory",
				cause);
	}

	private static IllegalStateException unusable(Path path, @Nullable Exception cause) {
		return isFull(path) ? full(path, cause) : unusableAnyhow(path, cause);
	}

	private static boolean isFull(Path path) {
		Path existing = path;
		while (existing.getParent() != null && !Files.exists(existing)) {
			existing = existing.getParent();
		}
		try {
			return Files.getFileStore(existing).getUsableSpace() < SMALLEST_ROOM;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static IllegalStateException full(Path path, @Nullable Exception cause) {
		return new IllegalStateException(
				"The disk of the data directory '" + path + "' is full; make room on it or choose another directory",
				cause);
	}

	private static IllegalStateException unusableAnyhow(Path path, @Nullable Exception cause) {
		return new IllegalStateException("The data directory '" + path + "' can't be used" + reason(cause)
				+ "; make sure that it is a directory, that its disk has room, that its files are intact"
				+ " and that this process may write to it", cause);
	}

	private static String reason(@Nullable Exception cause) {
		String reason = (cause instanceof FileSystemException file) ? file.getReason()
				: (cause != null) ? cause.getMessage() : null;
		return (reason != null) ? " (" + reason + ")" : "";
	}

	@Override
	public void close() {
		try {
			if (this.temporary) {
				AbandonedDirectories.unmark(this.path);
			}
			this.lock.close();
			if (this.temporary) {
				FileSystemUtils.deleteRecursively(this.path);
			}
		}
		catch (IOException ex) {
			logger.warn("The directory '" + this.path + "' could not be released", ex);
		}
	}

}
