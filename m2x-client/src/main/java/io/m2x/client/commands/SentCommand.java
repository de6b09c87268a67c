package io.m2x.client.commands;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WithoutNulls;
import io.m2x.client.model.DeviceRef;

/**
 * Command from the point of view of the account that sent it.
 *
 * @param id the id, the same for the account and for all devices
 * @param url the URL of the command
 * @param name the name
 * @param data the data; empty in lists, which don't contain it
 * @param sentAt when it was sent
 * @param statusCounts the number of devices by status, only in lists; otherwise
 * {@code null}
 * @param deliveries the status by the id of the device; empty in lists
 * @since 0.1.0
 */
public record SentCommand(String id, @Nullable URI url, String name,
		@JsonFormat(shape = JsonFormat.Shape.STRING) Map<String, String> data, @Nullable Instant sentAt,
		@Nullable StatusCounts statusCounts, Map<String, CommandDelivery> deliveries) {

	public SentCommand {
		data = WithoutNulls.map(data);
		deliveries = WithoutNulls.map(deliveries);
	}

	/**
	 * Return the status of the command by a reference to the device, for the methods of
	 * the services.
	 * @return the deliveries, in the order of {@code deliveries}; empty in lists
	 */
	public Map<DeviceRef, CommandDelivery> deliveriesByDevice() {
		Map<DeviceRef, CommandDelivery> byDevice = new LinkedHashMap<>();
		this.deliveries.forEach((id, delivery) -> byDevice.put(DeviceRef.id(id), delivery));
		return Collections.unmodifiableMap(byDevice);
	}

}
