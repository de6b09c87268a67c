package io.m2x.client.commands;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WithoutNulls;

/**
 * Status of a command at one device.
 *
 * @param status the status
 * @param receivedAt when the device acknowledged the command, or {@code null} while it is
 * pending
 * @param responseData the response of the device; empty if there is none
 * @since 0.1.0
 */
public record CommandDelivery(@Nullable CommandStatus status, @Nullable Instant receivedAt,
		@JsonFormat(shape = JsonFormat.Shape.STRING) Map<String, String> responseData) {

	public CommandDelivery {
		responseData = WithoutNulls.map(responseData);
	}

}
