package io.m2x.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import reactor.core.publisher.Mono;

import io.m2x.client.model.DeviceRef;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.ValuesQuery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A call of each kind.
 */
enum CallKind {

	GET(true) {

		@Override
		Mono<?> send(M2xClient client, String device) {
			return client.devices().view(DeviceRef.id(device));
		}

		@Override
		void verifyDone(M2xClient client, String device) {
		}

	},

	PUT(true) {

		@Override
		Mono<?> send(M2xClient client, String device) {
			return client.devices().updateMetadataField(DeviceRef.id(device), "room", "B");
		}

		@Override
		void verifyDone(M2xClient client, String device) {
			assertThat(client.devices().readMetadataField(DeviceRef.id(device), "room").block(LIMIT)).isEqualTo("B");
		}

	},

	DELETE(true) {

		@Override
		Mono<?> send(M2xClient client, String device) {
			return client.streams().delete(DeviceRef.id(device), "doomed");
		}

		@Override
		void verifyDone(M2xClient client, String device) {
			assertThat(client.streams().list(DeviceRef.id(device)).block(LIMIT)).hasSize(1);
		}

	},

	TIMED_POST(true) {

		@Override
		Mono<?> send(M2xClient client, String device) {
			return client.values()
				.writeAll(DeviceRef.id(device), "temperature",
						List.of(DataPoint.of(TIME, 20), DataPoint.of(TIME.plusMillis(1), 21)));
		}

		@Override
		void verifyDone(M2xClient client, String device) {
			verifyValues(client, device, 2);
		}

	},

	POST(false) {

		@Override
		Mono<?> send(M2xClient client, String device) {
			return client.values().writeAll(DeviceRef.id(device), "temperature", List.of(DataPoint.of(22)));
		}

		@Override
		void verifyDone(M2xClient client, String device) {
			verifyValues(client, device, 1);
		}

	};

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Instant TIME = Instant.parse("2026-03-05T08:15:30.250Z");

	final boolean safe;

	CallKind(boolean safe) {
		this.safe = safe;
	}

	abstract Mono<?> send(M2xClient client, String device);

	abstract void verifyDone(M2xClient client, String device);

	private static void verifyValues(M2xClient client, String device, int count) {
		assertThat(
				client.values().list(DeviceRef.id(device), "temperature", ValuesQuery.latest()).block(LIMIT).values())
			.hasSize(count);
	}

}
