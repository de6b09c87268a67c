package io.m2x.server.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Objects;

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

	/** What was committed and is not in its place yet. */
	private static final String LOG = FILE + "-wal";

	/** A disk with less room, in bytes, is full. */
	private static final int SMALLEST_ROOM = 64 * 1024;

	/** The names under which the native library is unpacked. */
	private static final String LIBRARIES = "sqlite-*sqlitejdbc*";

	/** The file of a database that earlier builds had. */
	private static final String EARLIER_FILE = "m2x.mv.db";

	private final Path path;

	private final DirectoryLock lock;

	private final boolean temporary;

	/** Whether the file was created just now, with the current schema. */
	private boolean isNew;

	/** Whether the file was deleted or replaced. */
	private volatile boolean lost;

	/** What tells the file from another one of its name, if the system knows that. */
	private @Nullable Object fileKey;

	private DataDirectory(Path path, DirectoryLock lock, boolean temporary) {
		this.path = path;
		this.lock = lock;
		this.temporary = temporary;
	}

	private static DataDirectory open(Path path, boolean temporary) {
		try {
			// By its real path, because symbolic links are other names of it.
			Path real = path.toRealPath();
			DataDirectory directory = new DataDirectory(real, DirectoryLock.take(real), temporary);
			boolean opened = false;
			try {
				directory.prepare();
				opened = true;
				return directory;
			}
			finally {
				if (!opened) {
					directory.close();
				}
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			throw unusable(path, ex);
		}
	}

	private void prepare() throws IOException {
		if (this.temporary) {
			AbandonedDirectories.mark(this.path);
		}
		if (!Files.exists(file()) || Files.size(file()) == 0) {
			checkLog();
			createFile(file());
			this.isNew = createDatabase();
		}
		this.fileKey = currentFileKey();
		deleteLibraries();
	}

	// The log would be taken for that of the new database.
	private void checkLog() throws IOException {
		Path log = this.path.resolve(LOG);
		if (Files.exists(log) && Files.size(log) > 0) {
			throw new IllegalStateException("The file '" + file() + "' is gone, and its log '" + LOG
					+ "' is there; restore a backup of the data directory, or choose another directory");
		}
		Files.deleteIfExists(log);
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

	static void createFile(Path file) throws IOException {
		try {
			Files.createFile(file, onlyForOwner(file, "rw-------"));
		}
		catch (FileAlreadyExistsException ex) {
			// It is the file of the last run.
		}
	}

	// What is written only in part must not be taken for a database.
	private boolean createDatabase() throws IOException {
		Path part = this.path.resolve(FILE + ".part");
		Files.deleteIfExists(part);
		if (!EmptyDatabase.isThere()) {
			return false;
		}
		createFile(part);
		try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
				OutputStream output = Channels.newOutputStream(channel)) {
			EmptyDatabase.writeTo(output);
			if (!this.temporary) {
				channel.force(true);
			}
		}
		Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		return true;
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

	boolean isNew() {
		return this.isNew;
	}

	// Fail if the file of the database is another one than before, from then on each
	// time.
	// Whoever has it open does not notice that it is deleted, and what is stored in it
	// then is lost; and another file in its place does not belong to the log.
	void requireFile() throws SQLException {
		try {
			this.lost = this.lost || !Objects.equals(this.fileKey, currentFileKey());
		}
		catch (NoSuchFileException ex) {
			this.lost = true;
		}
		catch (IOException ex) {
			throw new SQLException("The file '" + file() + "' can't be found: " + ex.getMessage(), ex);
		}
		if (this.lost) {
			throw new SQLNonTransientConnectionException("The file '" + file()
					+ "' was deleted or replaced; stop the server, put the file back or restore a backup, and start it"
					+ " again");
		}
	}

	boolean isLost() {
		return this.lost;
	}

	private @Nullable Object currentFileKey() throws IOException {
		return Files.readAttributes(file(), BasicFileAttributes.class).fileKey();
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
		try (this.lock) {
			if (this.temporary) {
				AbandonedDirectories.unmark(this.path);
			}
		}
		catch (IOException ex) {
			logger.warn("The directory '" + this.path + "' could not be released", ex);
		}
		if (this.temporary) {
			delete();
		}
	}

	private void delete() {
		try {
			FileSystemUtils.deleteRecursively(this.path);
		}
		catch (IOException ex) {
			logger.warn("The directory '" + this.path + "' could not be deleted", ex);
		}
	}

}
