package io.m2x.client.blocking;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;

/**
 * Lazy stream of bytes: requests a buffer when the current one is consumed.
 * <p>
 * Another thread may close it. That ends a wait for a buffer, but not the reading of one.
 */
final class BlockingInputStream extends InputStream {

	private static final int END = -1;

	private static final InputStream EMPTY = new ByteArrayInputStream(new byte[0]);

	private final BlockingSubscriber<?> source;

	// Of the reader or of who closes. A monitor would pin a virtual thread that waits.
	private final Lock lock = new ReentrantLock();

	private InputStream buffer = EMPTY;

	private volatile boolean closed;

	BlockingInputStream(BlockingSubscriber<?> source) {
		this.source = source;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) != END) ? Byte.toUnsignedInt(one[0]) : END;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		this.lock.lock();
		try {
			assertOpen();
			int count = this.buffer.read(target, offset, length);
			while (count == END && hasMore()) {
				count = this.buffer.read(target, offset, length);
			}
			return count;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean hasMore() throws IOException {
		release();
		DataBuffer next = next();
		if (next != null) {
			this.buffer = next.asInputStream(true);
		}
		return next != null;
	}

	private @Nullable DataBuffer next() throws IOException {
		try {
			return (DataBuffer) this.source.next();
		}
		catch (IllegalStateException ex) {
			assertOpen();
			throw ex;
		}
	}

	private void release() throws IOException {
		this.buffer.close();
		this.buffer = EMPTY;
	}

	private void assertOpen() throws IOException {
		if (this.closed) {
			throw new IOException("The stream is closed");
		}
	}

	@Override
	public int available() throws IOException {
		assertOpen();
		if (!this.lock.tryLock()) {
			return 0;
		}
		try {
			return this.buffer.available();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void close() throws IOException {
		this.closed = true;
		// Ends the wait of a reader, which has the lock.
		this.source.close();
		this.lock.lock();
		try {
			release();
		}
		finally {
			this.lock.unlock();
		}
	}

}
