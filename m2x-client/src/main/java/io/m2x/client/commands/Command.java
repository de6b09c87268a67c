package io.m2x.client.commands;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WithoutNulls;

/**
 * Command from the point of view of a device that received it.
 *
 * @param id the id, the same for all devices and for the account
 * @param url the URL of the command at this device
 * @param name the name
 * @param data the data; empty in lists, which don't contain it
 * @param sentAt when the account sent it
 * @param status the status
 * @param receivedAt when the device acknowledged it, or {@code null} while it is pending
 * @param responseData the response of the device; empty in lists, which don't contain it
 * @since 0.1.0
 */
public record Command(String id, @Nullable URI url, String name,
		@JsonFormat(shape = JsonFormat.Shape.STRING) Map<String, String> data, @Nullable Instant sentAt,
		@Nullable CommandStatus status, @Nullable Instant receivedAt,
		@JsonFormat(shape = JsonFormat.Shape.STRING) Map<String, String> responseData) {

	public Command {
		data = WithoutNulls.map(data);
		responseData = WithoutNulls.map(responseData);
	}

}
