package io.m2x.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Deletes temporary directories of processes that were killed. A directory is one of them
 * if a mark in it says that it is temporary and nobody holds its lock. The mark is made
 * after the lock was got, and removed before it is given back.
 */
final class AbandonedDirectories {

	/** Begins the name of a temporary directory. */
	static final String PREFIX = "m2x-";

	private static final Log logger = LogFactory.getLog(AbandonedDirectories.class);

	private static final String MARK = "m2x.temporary";

	/** How exact the start of this process is known, with a large reserve. */
	private static final Duration INEXACT = Duration.ofSeconds(10);

	private AbandonedDirectories() {
	}

	// Let other processes delete a directory as soon as its lock is free.
	static void mark(Path directory) throws IOException {
		Files.createFile(directory.resolve(MARK));
	}

	static void unmark(Path directory) throws IOException {
		Files.deleteIfExists(directory.resolve(MARK));
	}

	// Delete those in the directory in which the own one is.
	static void deleteBeside(Path own) {
		try (DirectoryStream<Path> directories = Files.newDirectoryStream(own.resolveSibling(""), PREFIX + "*")) {
			for (Path directory : directories) {
				try {
					if (isOlderThanThisProcess(directory) && owner(directory).equals(owner(own))) {
						deleteUnlessLocked(directory);
					}
				}
				catch (IOException | OverlappingFileLockException ex) {
					logger.debug("The directory '" + directory + "' stays", ex);
				}
			}
		}
		catch (IOException ex) {
			logger.debug("Nobody knows what is beside '" + own + "'", ex);
		}
	}

	// Nobody else may choose what is deleted.
	private static UserPrincipal owner(Path directory) throws IOException {
		return Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS);
	}

	// Locks of this process itself must not be touched: on some systems, they are gone as
	// soon as their file is closed once.
	private static boolean isOlderThanThisProcess(Path directory) throws IOException {
		Path mark = directory.resolve(MARK);
		Instant start = ProcessHandle.current().info().startInstant().orElse(Instant.MIN.plus(INEXACT));
		return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
				&& Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)
				&& Files.getLastModifiedTime(mark).toInstant().isBefore(start.minus(INEXACT));
	}

	private static void deleteUnlessLocked(Path directory) throws IOException {
		Path lock = directory.resolve(DirectoryLock.FILE);
		try (FileChannel channel = FileChannel.open(lock,
				Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
			if (channel.tryLock() == null) {
				return;
			}
			try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
				for (Path file : files) {
					if (!file.endsWith(DirectoryLock.FILE) && !file.endsWith(MARK)) {
						Files.delete(file);
					}
				}
			}
			unmark(directory);
		}
		Files.deleteIfExists(lock);
		Files.deleteIfExists(directory);
	}

}
