package io.m2x.server.commands;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.web.JsonText;

/**
 * The forms in which commands go over the wire.
 */
final class CommandViews {

	private CommandViews() {
	}

	private static @Nullable Instant instant(@Nullable Long millis) {
		return (millis != null) ? Instant.ofEpochMilli(millis) : null;
	}

	private static @Nullable JsonNode json(@Nullable String text) {
		return (text != null) ? JsonText.read(text) : null;
	}

	/**
	 * A command in the list of its account.
	 *
	 * @param id the id
	 * @param url the address
	 * @param name the name
	 * @param sentAt when it was sent
	 * @param statusCounts the number of devices by status
	 */
	record Summary(String id, String url, String name, Instant sentAt, StatusCounts statusCounts) {

		static Summary of(Command command, String url, Map<String, Long> counts) {
			return new Summary(command.id(), url, command.name(), Instant.ofEpochMilli(command.sentAt()),
					StatusCounts.of(counts));
		}

	}

	/**
	 * The number of devices of a command by status.
	 *
	 * @param processed how many devices have carried it out
	 * @param rejected how many devices have refused it
	 * @param pending how many devices have not responded yet
	 */
	record StatusCounts(long processed, long rejected, long pending) {

		static StatusCounts of(Map<String, Long> counts) {
			return new StatusCounts(counts.getOrDefault(Delivery.PROCESSED, 0L),
					counts.getOrDefault(Delivery.REJECTED, 0L), counts.getOrDefault(Delivery.PENDING, 0L));
		}

	}

	/**
	 * A command with everything its account can know about it.
	 *
	 * @param id the id
	 * @param url the address
	 * @param name the name
	 * @param data the data
	 * @param sentAt when it was sent
	 * @param deliveries what became of it, by device
	 */
	record Details(String id, String url, String name, JsonNode data, Instant sentAt, Map<String, Outcome> deliveries) {

		static Details of(Command command, String url, String data, Map<String, Outcome> deliveries) {
			return new Details(command.id(), url, command.name(), JsonText.read(data),
					Instant.ofEpochMilli(command.sentAt()), deliveries);
		}

	}

	/**
	 * What became of a command at one device.
	 *
	 * @param status {@code pending}, {@code processed} or {@code rejected}
	 * @param receivedAt when the device responded
	 * @param responseData what the device responded
	 */
	record Outcome(String status, @Nullable Instant receivedAt, @Nullable JsonNode responseData) {

		static Outcome of(Delivery delivery, @Nullable String responseData) {
			return new Outcome(delivery.status(), instant(delivery.receivedAt()), json(responseData));
		}

	}

	/**
	 * A command in the list of a device.
	 *
	 * @param id the id
	 * @param url the address
	 * @param name the name
	 * @param sentAt when it was sent
	 * @param status {@code pending}, {@code processed} or {@code rejected}
	 * @param receivedAt when the device responded
	 */
	record ReceivedSummary(String id, String url, String name, Instant sentAt, String status,
			@Nullable Instant receivedAt) {

		static ReceivedSummary of(DeliveryStore.Received received, String url) {
			return new ReceivedSummary(received.command().id(), url, received.command().name(),
					Instant.ofEpochMilli(received.command().sentAt()), received.delivery().status(),
					instant(received.delivery().receivedAt()));
		}

	}

	/**
	 * A command with everything its device can know about it.
	 *
	 * @param id the id
	 * @param url the address
	 * @param name the name
	 * @param data the data
	 * @param sentAt when it was sent
	 * @param status {@code pending}, {@code processed} or {@code rejected}
	 * @param receivedAt when the device responded
	 * @param responseData what the device responded
	 */
	record ReceivedDetails(String id, String url, String name, JsonNode data, Instant sentAt, String status,
			@Nullable Instant receivedAt, @Nullable JsonNode responseData) {

		static ReceivedDetails of(DeliveryStore.Received received, String url, String data,
				@Nullable String responseData) {
			return new ReceivedDetails(received.command().id(), url, received.command().name(), JsonText.read(data),
					Instant.ofEpochMilli(received.command().sentAt()), received.delivery().status(),
					instant(received.delivery().receivedAt()), json(responseData));
		}

	}

}
