package io.m2x.client.commands;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.Present;

/**
 * Command as the device that received it sees it.
 *
 * @param id the id, the same for all devices and for the account
 * @param url the address of the command at this device
 * @param name the name
 * @param data the data; empty in lists, which don't tell it
 * @param sentAt when the account sent it
 * @param status what became of it
 * @param receivedAt when the device acknowledged it, or {@code null} as long as it is
 * pending
 * @param responseData what the device answered; empty in lists, which don't tell it
 * @since 0.1.0
 */
public record Command(String id, @Nullable URI url, String name,
		@JsonFormat(shape = JsonFormat.Shape.STRING) Map<String, String> data, @Nullable Instant sentAt,
		@Nullable CommandStatus status, @Nullable Instant receivedAt,
		@JsonFormat(shape = JsonFormat.Shape.STRING) Map<String, String> responseData) {

	public Command {
		data = Present.entries(data);
		responseData = Present.entries(responseData);
	}

}
