package io.m2x.client.commands;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.Present;

/**
 * What became of a command at one device.
 *
 * @param status the state of affairs
 * @param receivedAt when the device acknowledged the command, or {@code null} as long as
 * it is pending
 * @param responseData what the device answered, empty if nothing
 * @since 0.1.0
 */
public record CommandDelivery(@Nullable CommandStatus status, @Nullable Instant receivedAt,
		@JsonFormat(shape = JsonFormat.Shape.STRING) Map<String, String> responseData) {

	public CommandDelivery {
		responseData = Present.entries(responseData);
	}

}
