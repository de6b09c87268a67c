package io.m2x.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The right of one server alone to use a directory.
 */
final class DirectoryLock implements AutoCloseable {

	/** The name of the file that is locked while the directory is in use. */
	static final String FILE = "m2x.lock";

	/**
	 * The directories that servers in this process use. Who opened the file once more and
	 * closed it would release the lock: POSIX knows locks of processes only.
	 */
	private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

	private final Path directory;

	private final FileChannel channel;

	private DirectoryLock(Path directory, FileChannel channel) {
		this.directory = directory;
		this.channel = channel;
	}

	// Take the lock of a directory, which is named by its real path.
	static DirectoryLock take(Path directory) throws IOException {
		if (!TAKEN.add(directory)) {
			throw inUse(directory, "' is in use by another server of this process; close that server");
		}
		@Nullable FileChannel channel = null;
		boolean taken = false;
		try {
			DataDirectory.createFile(directory.resolve(FILE));
			channel = FileChannel.open(directory.resolve(FILE), Set.of(StandardOpenOption.WRITE));
			if (channel.tryLock() == null) {
				throw inUse(directory, "' is in use by another process; stop that process");
			}
			taken = true;
			return new DirectoryLock(directory, channel);
		}
		catch (OverlappingFileLockException ex) {
			// Its classes were loaded once more, as those of an application in a
			// container.
			throw inUse(directory, "' is in use by another server of this process; close that server");
		}
		finally {
			if (!taken) {
				release(directory, channel);
			}
		}
	}

	private static IllegalStateException inUse(Path directory, String problem) {
		return new IllegalStateException("The data directory '" + directory + problem + " or choose another directory");
	}

	private static void release(Path directory, @Nullable FileChannel channel) throws IOException {
		try {
			if (channel != null) {
				channel.close();
			}
		}
		finally {
			TAKEN.remove(directory);
		}
	}

	@Override
	public void close() throws IOException {
		release(this.directory, this.channel);
	}

}
