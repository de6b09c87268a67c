package io.m2x.spring.boot.testcontainers;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.ApplicationContext;
import org.testcontainers.junit.jupiter.Container;

import io.m2x.client.M2xClient;
import io.m2x.client.charts.ChartDefinition;
import io.m2x.client.charts.ImageOptions;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.error.M2xAuthenticationException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.model.StreamValue;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.ValuesQuery;
import io.m2x.server.M2xServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the image of the server, as used by tests of an application.
 */
@ContainerTest
@SpringBootTest
class M2xContainerIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String NORTH_KEY = "00112233445566778899aabbccddeeff";

	@Container
	@ServiceConnection
	static final M2xContainer SERVER = new M2xContainer(System.getProperty("server.image", "localhost/none"))
		.withAccount("north", NORTH_KEY);

	@Autowired
	private M2xClient client;

	@Test
	void valuesAreWrittenAndReadBack() {
		Device device = newDevice("temperature");
		this.client.values().write(device.ref(), "temperature", 21.5).block(LIMIT);
		assertThat(this.client.values().list(device.ref(), "temperature", ValuesQuery.latest()).block(LIMIT).values())
			.singleElement()
			.satisfies((value) -> assertThat(value.value()).isEqualTo(StreamValue.of(21.5)));
	}

	@Test
	void healthIsUpWithDetails(@Autowired ApplicationContext context) {
		Health health = context.getBean("m2xHealthContributor", ReactiveHealthIndicator.class)
			.health(true)
			.block(LIMIT);
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("api", "OK")
			.containsEntry("key", "master")
			.containsEntry("host", SERVER.getHost() + ":" + SERVER.getMappedPort(8181));
	}

	@Test
	void embeddedServerIsNotStarted(@Autowired ApplicationContext context) {
		assertThat(context.getBeanNamesForType(M2xServer.class)).isEmpty();
		assertThat(this.client.baseUrl()).hasToString(SERVER.getBaseUrl());
	}

	@Test
	void chartIsDrawnWithLetters() throws Exception {
		Device device = newDevice("temperature");
		this.client.values().write(device.ref(), "temperature", 21.5).block(LIMIT);
		String chart = this.client.charts()
			.create(ChartDefinition.of("Climate of the house", device.id(), "temperature"))
			.block(LIMIT)
			.id();
		BufferedImage image = ImageIO.read(
				new ByteArrayInputStream(this.client.charts().png(chart, ImageOptions.ofSize(640, 320)).block(LIMIT)));
		assertThat(image.getWidth()).isEqualTo(640);
		// The area of the title is empty if there is no font.
		assertThat(IntStream.range(0, 640 * 25).filter((index) -> isDark(image.getRGB(index % 640, index / 640))))
			.hasSizeGreaterThan(100);
		assertThat(SERVER.getLogs()).doesNotContain("Fontconfig");
	}

	@Test
	void accountsDoNotMix() {
		M2xClient north = M2xClient.builder().baseUrl(SERVER.getBaseUrl()).apiKey(NORTH_KEY).build();
		Device device = newDevice("temperature");
		String inNorth = north.devices().create(CreateDevice.named("Vent")).block(LIMIT).id();
		assertThat(north.devices().list(DeviceQuery.all()).block(LIMIT).items()).extracting(Device::id)
			.containsExactly(inNorth);
		assertThat(this.client.devices().list(DeviceQuery.all()).block(LIMIT).items()).extracting(Device::id)
			.contains(device.id())
			.doesNotContain(inNorth);
		assertThatExceptionOfType(M2xNotFoundException.class)
			.isThrownBy(() -> north.devices().view(device.ref()).block(LIMIT));
		M2xClient nobody = M2xClient.builder()
			.baseUrl(SERVER.getBaseUrl())
			.apiKey("ffffffffffffffffffffffffffffffff")
			.build();
		assertThatExceptionOfType(M2xAuthenticationException.class)
			.isThrownBy(() -> nobody.devices().list(DeviceQuery.all()).block(LIMIT));
	}

	@Test
	void containerLogHidesKeys() {
		assertThat(SERVER.getLogs()).contains("Started M2xServerApplication")
			.doesNotContain(SERVER.getMasterKey())
			.doesNotContain(NORTH_KEY);
	}

	private Device newDevice(String stream) {
		Device device = this.client.devices().create(CreateDevice.named("Vent")).block(LIMIT);
		this.client.streams().createOrUpdate(device.ref(), stream, StreamDefinition.numeric()).block(LIMIT);
		return device;
	}

	private static boolean isDark(int rgb) {
		return (rgb & 0xff) < 128;
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
