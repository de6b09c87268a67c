package io.m2x.client.blocking;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * Lazy stream of bytes: requests a buffer when the current one is consumed.
 */
final class BlockingInputStream extends InputStream {

	private static final int END = -1;

	private static final InputStream EMPTY = new ByteArrayInputStream(new byte[0]);

	private final BlockingSubscriber<?> source;

	private InputStream buffer = EMPTY;

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
		int count = this.buffer.read(target, offset, length);
		while (count == END && hasMore()) {
			count = this.buffer.read(target, offset, length);
		}
		return count;
	}

	private boolean hasMore() throws IOException {
		release();
		DataBuffer next = (DataBuffer) this.source.next();
		if (next != null) {
			this.buffer = next.asInputStream(true);
		}
		return next != null;
	}

	private void release() throws IOException {
		this.buffer.close();
		this.buffer = EMPTY;
	}

	@Override
	public int available() throws IOException {
		return this.buffer.available();
	}

	@Override
	public void close() throws IOException {
		this.source.close();
		release();
	}

}
