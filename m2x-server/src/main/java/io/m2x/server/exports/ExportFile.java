package io.m2x.server.exports;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A finished file. It never changes.
 *
 * @param job the job that made it
 * @param finished when it was finished
 * @param contentLength how many bytes it has, {@code null} if that was not noted
 * @param storedLength how many bytes it has while compressed, {@code null} as well
 */
record ExportFile(long job, Instant finished, @Nullable Long contentLength, @Nullable Long storedLength) {

	ExportFile finishedAt(Instant time) {
		return new ExportFile(this.job, time, this.contentLength, this.storedLength);
	}

	@Nullable Long length(boolean compressed) {
		return compressed ? this.storedLength : this.contentLength;
	}

	// Different for the two forms, because a part of one is no part of the other.
	String tag(boolean compressed) {
		return "\"" + this.job + (compressed ? "-gzip" : "") + "\"";
	}

}
