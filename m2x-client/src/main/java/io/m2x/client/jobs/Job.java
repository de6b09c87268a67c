package io.m2x.client.jobs;

import java.net.URI;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * Work that M2X continues after its response, such as an export of values.
 *
 * @param id the id, which begins with the year and the month of creation
 * @param state the state
 * @param output the output, or {@code null}; the text of the JSON if a server sends no
 * text
 * @param errors what went wrong, or {@code null}; the text of the JSON if a server sends
 * no text
 * @param started when the work started, or {@code null}
 * @param finished when the work ended, or {@code null}
 * @param created when the job was created
 * @param updated when the job was last changed
 * @param result the result, or {@code null} while there is none
 * @since 0.1.0
 */
public record Job(String id, @Nullable JobState state,
		@JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable String output,
		@JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable String errors,
		@JsonAlias("start") @Nullable Instant started, @Nullable Instant finished, @Nullable Instant created,
		@Nullable Instant updated, @Nullable Result result) {

	/**
	 * Return the URL of the result.
	 * @return the address, or {@code null} if there is no result
	 */
	public @Nullable URI resultUrl() {
		return (this.result != null) ? this.result.url() : null;
	}

	@Override
	public String toString() {
		return "Job[id=" + this.id + ", state=" + this.state + ", errors=" + this.errors + "]";
	}

	/**
	 * Result of a job.
	 *
	 * @param url where anyone who knows this address can download it without a key
	 */
	public record Result(@Nullable URI url) {

		@Override
		public String toString() {
			return "Result[" + ((this.url != null) ? this.url.getHost() : null) + "]";
		}

	}

}
