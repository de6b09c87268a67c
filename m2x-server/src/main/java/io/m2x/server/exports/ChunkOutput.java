package io.m2x.server.exports;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Divides a file into chunks and stores them.
 */
final class ChunkOutput extends OutputStream {

	private static final int CHUNK_SIZE = 256 * 1024;

	private final Export export;

	private final ExportStore store;

	private final byte[] chunk = new byte[CHUNK_SIZE];

	private int size;

	private int position;

	private long length;

	ChunkOutput(Export export, ExportStore store) {
		this.export = export;
		this.store = store;
	}

	@Override
	public void write(int single) {
		write(new byte[] { (byte) single }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		this.length += length;
		for (int done = 0; done < length;) {
			int part = Math.min(length - done, CHUNK_SIZE - this.size);
			System.arraycopy(bytes, offset + done, this.chunk, this.size, part);
			this.size += part;
			done += part;
			if (this.size == CHUNK_SIZE) {
				store();
			}
		}
	}

	// Store the last piece, which may be smaller than the others.
	@Override
	public void close() {
		if (this.size > 0) {
			store();
		}
	}

	long length() {
		return this.length;
	}

	private void store() {
		this.store.addChunk(this.export, this.position++, Arrays.copyOf(this.chunk, this.size));
		this.size = 0;
	}

}
