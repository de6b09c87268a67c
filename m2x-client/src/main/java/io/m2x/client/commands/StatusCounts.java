package io.m2x.client.commands;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of devices by the status of a command.
 *
 * @param processed how many devices have carried it out
 * @param rejected how many devices have rejected it
 * @param pending how many devices have not acknowledged it yet; older servers call this
 * {@code accepted} or {@code sent}
 * @since 0.1.0
 */
public record StatusCounts(long processed, long rejected, long pending) {

	@JsonCreator
	static StatusCounts fromJson(@JsonProperty("processed") long processed, @JsonProperty("rejected") long rejected,
			@JsonProperty("pending") @Nullable Long pending, @JsonProperty("accepted") long accepted,
			@JsonProperty("sent") long sent) {
		return new StatusCounts(processed, rejected, (pending != null) ? pending : accepted + sent);
	}

}
