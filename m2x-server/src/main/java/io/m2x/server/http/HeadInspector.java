package io.m2x.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Inspects the raw lines before a body for faults that parsed headers no longer show.
 * <p>
 * A bare LF ends a line (RFC 9112, 2.2), but there are proxies that take it for a part of
 * a value. Such a proxy never finds the end of a request line without CR, so whoever
 * begins with a bare LF speaks to us alone. Behind a request line with CRLF, a length
 * that follows a bare LF is one that the proxy did not see: that is refused, and after
 * any other mixture the connection ends with the response.
 */
final class HeadInspector {

	private static final Pattern LENGTH = Pattern.compile("content-length:[ \t]*+\\d++[ \t]*+");

	private static final Pattern CHUNKED = Pattern.compile("transfer-encoding:[ \t]*+chunked[ \t]*+");

	/** Longer than any line that matters here. */
	private static final int MAX_LENGTH = 256;

	private boolean started;

	private boolean firstBare;

	private boolean previousBare;

	private boolean anyBare;

	private boolean chunked;

	private int lengths;

	private @Nullable String fault;

	// Read complete lines of the head.
	void read(ByteBuf buffer, int begin, int end) {
		int start = begin;
		if (!this.started) {
			start = skipEmptyLines(buffer, begin, end);
		}
		for (int i = start; i < end; i++) {
			byte character = buffer.getByte(i);
			if (character == '\n') {
				boolean bare = i == start || buffer.getByte(i - 1) != '\r';
				addLine(buffer, start, bare ? i : i - 1, bare);
				start = i + 1;
			}
			else if (character == '\r' && i + 1 < end && buffer.getByte(i + 1) != '\n') {
				fail("a bare CR");
			}
		}
	}

	private int skipEmptyLines(ByteBuf buffer, int begin, int end) {
		int start = begin;
		while (start < end && buffer.getByte(start) >= 0 && buffer.getByte(start) <= ' ') {
			byte character = buffer.getByte(start++);
			if (character != '\r' && character != '\n' && character != ' ') {
				fail("a control character before the request line");
			}
		}
		return start;
	}

	private void addLine(ByteBuf buffer, int start, int end, boolean bare) {
		if (!this.started) {
			this.started = true;
			this.firstBare = bare;
		}
		else if (end > start) {
			addField(buffer, start, end);
		}
		this.previousBare = bare;
		this.anyBare |= bare;
	}

	private void addField(ByteBuf buffer, int start, int end) {
		byte first = buffer.getByte(start);
		if (first == ' ' || first == '\t') {
			fail("a header in several lines");
		}
		String line = buffer.toString(start, Math.min(end - start, MAX_LENGTH), StandardCharsets.ISO_8859_1)
			.toLowerCase(Locale.ROOT);
		boolean length = line.startsWith("content-length:");
		boolean coding = line.startsWith("transfer-encoding:");
		if ((length && !LENGTH.matcher(line).matches()) || (coding && !CHUNKED.matcher(line).matches())) {
			fail("a length that is none");
		}
		if ((length && ++this.lengths > 1) || (coding && this.chunked)) {
			fail("more than one length");
		}
		if ((length || coding) && this.previousBare && !this.firstBare) {
			fail("a length that not everybody sees");
		}
		this.chunked |= coding;
	}

	private void fail(String newFault) {
		if (this.fault == null) {
			this.fault = newFault;
		}
	}

	// Return why the request must not be read, or null.
	@Nullable String fault() {
		return (this.fault == null && this.chunked && this.anyBare) ? "chunks behind a bare LF" : this.fault;
	}

	// Return whether some lines ended with CRLF and others did not.
	boolean isMixed() {
		return this.anyBare && !this.firstBare;
	}

	void reset() {
		this.started = false;
		this.firstBare = false;
		this.previousBare = false;
		this.anyBare = false;
		this.chunked = false;
		this.lengths = 0;
		this.fault = null;
	}

}
