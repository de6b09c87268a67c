package io.m2x.client.commands;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * How many devices a command has reached.
 *
 * @param processed how many devices have carried it out
 * @param rejected how many devices have refused it
 * @param pending how many devices have not acknowledged it yet; one client knew this as
 * {@code accepted}
 * @since 0.1.0
 */
public record StatusCounts(long processed, long rejected, @JsonAlias("accepted") long pending) {

}
