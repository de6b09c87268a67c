package io.m2x.client.blocking;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.scheduler.Schedulers;

import io.m2x.client.StubServer;
import io.m2x.client.error.M2xException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.values.DataPoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How a stream of the application is read and closed.
 */
@Timeout(60)
class StreamSourceTests {

	private static final DeviceRef DEVICE = DeviceRef.id("5b1d7c20");

	private static final int ENOUGH = 1000;

	private final StubServer server = new StubServer().respond(500, "{}");

	private final M2xBlockingClient client = M2xBlockingClient.of(this.server.client());

	private final CompletableFuture<Boolean> closedWhereItMayBlock = new CompletableFuture<>();

	@AfterEach
	void stop() {
		this.server.close();
	}

	private void noteClose() {
		this.closedWhereItMayBlock.complete(!Schedulers.isInNonBlockingThread());
	}

	@Test
	void streamIsClosedWhereItMayBlock() throws Exception {
		assertFails(Stream.generate(() -> DataPoint.of(1)).onClose(this::noteClose));
		assertThat(this.closedWhereItMayBlock.get(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void streamIsNotClosedWhileItIsRead() throws Exception {
		AtomicBoolean reading = new AtomicBoolean();
		AtomicBoolean closedWhileRead = new AtomicBoolean();
		CountDownLatch never = new CountDownLatch(1);
		assertFails(Stream.iterate(0, (value) -> {
			if (value == ENOUGH) {
				reading.set(true);
				try {
					never.await(30, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				reading.set(false);
			}
			return value + 1;
		}).map(DataPoint::of).onClose(() -> {
			closedWhileRead.set(reading.get());
			noteClose();
		}));
		assertThat(this.closedWhereItMayBlock.get(20, TimeUnit.SECONDS)).isTrue();
		assertThat(closedWhileRead).isFalse();
	}

	@Test
	void streamIsClosedAtItsEndBeforeTheCallReturns() {
		this.server.respond(202, "{\"status\":\"accepted\"}");
		this.client.values().writeAll(DEVICE, "temperature", Stream.<DataPoint>empty().onClose(this::noteClose));
		assertThat(this.closedWhereItMayBlock).isCompletedWithValue(true);
	}

	@Test
	void streamIsClosedWhenItFails() throws Exception {
		IllegalArgumentException failure = new IllegalArgumentException("broken");
		Stream<DataPoint> broken = Stream.<DataPoint>generate(() -> {
			throw failure;
		}).onClose(this::noteClose);
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.client.values().writeAll(DEVICE, "temperature", broken))
			.isSameAs(failure);
		assertThat(this.closedWhereItMayBlock.get(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void failureOfACallInTheStreamKeepsItsOrigin() {
		Stream<DataPoint> points = Stream.generate(this::look);
		assertThatExceptionOfType(M2xException.class)
			.isThrownBy(() -> this.client.values().writeAll(DEVICE, "temperature", points))
			.satisfies((failure) -> {
				assertThat(failure.operation()).isEqualTo("devices.view");
				assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo("look");
			});
	}

	private DataPoint look() {
		this.client.devices().view(DEVICE);
		return DataPoint.of(1);
	}

	private void assertFails(Stream<DataPoint> points) {
		assertThatExceptionOfType(M2xException.class)
			.isThrownBy(() -> this.client.values().writeAll(DEVICE, "temperature", points))
			.satisfies((failure) -> assertThat(failure.status()).isEqualTo(500));
	}

}
