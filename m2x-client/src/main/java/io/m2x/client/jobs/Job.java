package io.m2x.client.jobs;

import java.net.URI;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * Job: work that M2X goes on with after its answer, such as an export of values.
 *
 * @param id the id, which begins with the year and the month of creation
 * @param state how far the job has come
 * @param output what the job had to say, or {@code null}; a server may send any JSON,
 * which then is its text
 * @param errors what went wrong, or {@code null}; likewise
 * @param started when the work began, or {@code null}
 * @param finished when the work ended, or {@code null}
 * @param created when the job was created
 * @param updated when the job was last changed
 * @param result what came out, or {@code null} as long as nothing did
 * @since 0.1.0
 */
public record Job(String id, @Nullable JobState state,
		@JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable String output,
		@JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable String errors,
		@JsonAlias("start") @Nullable Instant started, @Nullable Instant finished, @Nullable Instant created,
		@Nullable Instant updated, @Nullable Result result) {

	/**
	 * Return the address of the result.
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
	 * What came out of a job.
	 *
	 * @param url where it can be fetched without a key, by anyone who knows this address
	 */
	public record Result(@Nullable URI url) {

		@Override
		public String toString() {
			return "Result[" + ((this.url != null) ? this.url.getHost() : null) + "]";
		}

	}

}
