package io.m2x.spring.boot.provisioning;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.DeviceDefinition;
import io.m2x.client.model.DeviceRef;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class M2xProvisionerTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String BAD = "/devices/serial/bad";

	private final M2xStubServer stub = M2xStubServer.start();

	private final M2xClient client = M2xClient.builder()
		.baseUrl(this.stub.url())
		.apiKey(M2xStubServer.API_KEY)
		.readTimeout(Duration.ofMillis(300))
		.build();

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private M2xProvisioner provisioner = provisioner();

	private M2xProvisioner provisioner(String... serials) {
		return new M2xProvisioner(Stream.of(serials)
			.map((serial) -> new ProvisionedDevice(serial, this.client, DeviceRef.serial(serial),
					DeviceDefinition.any()))
			.toList(), this.events::add);
	}

	private void startWith(String... serials) {
		this.provisioner = provisioner(serials);
		this.provisioner.start();
	}

	private void succeed(String serial) {
		this.stub.respond("GET", "/devices/serial/" + serial, 200, "{\"id\":\"" + serial + "\",\"name\":\"n\"}");
	}

	@AfterEach
	void stop() {
		this.provisioner.stop();
		this.stub.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 500, 503, -1 })
	void deviceThatAlwaysFailsDoesNotHoldUpTheOthers(int status) {
		if (status < 0) {
			this.stub.respond("GET", BAD, (request, response) -> Mono.never());
		}
		else {
			this.stub.respond("GET", BAD, status);
		}
		succeed("good");
		succeed("better");
		startWith("bad", "good", "better");
		await().atMost(LIMIT).until(() -> this.events.size() == 2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, -1 })
	void failureOfOneDeviceDoesNotEndTheRound(int status) {
		AtomicInteger attempts = new AtomicInteger();
		this.stub.respond("GET", BAD, (request, response) -> {
			attempts.incrementAndGet();
			return (status < 0) ? Mono.never() : response.status(status).send();
		});
		this.stub.respond("GET", "/devices/serial/good", (request, response) -> {
			this.events.add(attempts.get());
			return response.status(404).send();
		});
		startWith("bad", "good");
		await().atMost(LIMIT).until(() -> !this.events.isEmpty());
		assertThat(this.events).startsWith(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 503 })
	void pauseIsNotShorterThanTheServerAsksFor(int status) {
		List<Long> times = new CopyOnWriteArrayList<>();
		this.stub.respond("GET", BAD, (request, response) -> {
			times.add(System.nanoTime());
			return response.status(status).header("Retry-After", "3").send();
		});
		startWith("bad");
		await().atMost(LIMIT).until(() -> times.size() == 2);
		assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(3));
	}

	@Test
	void reasonIsLoggedWhenItChanges(CapturedOutput output) {
		AtomicInteger attempts = new AtomicInteger();
		this.stub.respond("GET", BAD,
				(request, response) -> response.status((attempts.incrementAndGet() < 3) ? 500 : 403).send());
		startWith("bad");
		await().atMost(LIMIT).until(() -> output.toString().contains("retried: devices.view failed: HTTP 403"));
		assertThat(StringUtils.countOccurrencesOf(output.toString(), "retried: devices.view failed: HTTP 500"))
			.isEqualTo(1);
	}

	@Test
	void secondStartDoesWhatTheFirstHasLeft() throws Exception {
		CountDownLatch published = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		succeed("first");
		succeed("second");
		this.provisioner = new M2xProvisioner(List.of(
				new ProvisionedDevice("first", this.client, DeviceRef.serial("first"), DeviceDefinition.any()),
				new ProvisionedDevice("second", this.client, DeviceRef.serial("second"), DeviceDefinition.any())),
				(event) -> {
					this.events.add(event);
					published.countDown();
					try {
						released.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
					}
					catch (InterruptedException ex) {
						Thread.currentThread().interrupt();
					}
				});
		this.provisioner.start();
		assertThat(published.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		this.provisioner.stop();
		this.provisioner.start();
		released.countDown();
		await().atMost(LIMIT).until(() -> this.events.size() == 2);
		assertThat(this.events).extracting((event) -> ((M2xDeviceProvisionedEvent) event).name())
			.containsExactly("first", "second");
	}

}
