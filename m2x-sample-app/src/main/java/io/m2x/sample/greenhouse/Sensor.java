package io.m2x.sample.greenhouse;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Sensor of a greenhouse. It measures once a second and keeps the readings of the last
 * ten minutes until M2X has accepted them. It begins ten minutes before the application
 * starts, so that charts have a history.
 */
class Sensor {

	static final Duration MEMORY = Duration.ofMinutes(10);

	private final Climate climate;

	private final Deque<Reading> readings = new ArrayDeque<>();

	private Instant next;

	private Instant accepted = Instant.MIN;

	Sensor(Climate climate, Instant now) {
		this.climate = climate;
		this.next = now.minus(MEMORY).truncatedTo(ChronoUnit.SECONDS);
	}

	Greenhouse greenhouse() {
		return this.climate.greenhouse();
	}

	/**
	 * Measures up to an instant.
	 * @param now the instant, not before the one of the previous call
	 * @return the readings that M2X has not accepted yet, oldest first
	 */
	synchronized List<Reading> pending(Instant now) {
		while (!this.next.isAfter(now)) {
			this.readings.add(this.climate.measure(this.next));
			this.next = this.next.plusSeconds(1);
		}
		this.readings.removeIf((reading) -> reading.time().isBefore(now.minus(MEMORY)));
		return this.readings.stream().filter((reading) -> reading.time().isAfter(this.accepted)).toList();
	}

	/**
	 * Records the newest reading that M2X has accepted.
	 * @param time the time of the newest reading that M2X has accepted, or
	 * {@link Instant#MIN} if it has none
	 */
	synchronized void accepted(Instant time) {
		this.accepted = time;
	}

}
