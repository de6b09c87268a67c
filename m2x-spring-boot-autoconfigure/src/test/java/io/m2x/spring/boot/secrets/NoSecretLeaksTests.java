package io.m2x.spring.boot.secrets;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.UpdateDevice;
import io.m2x.client.error.M2xException;
import io.m2x.client.keys.AccessKey;
import io.m2x.client.keys.CreateKey;
import io.m2x.client.keys.KeyPermission;
import io.m2x.client.keys.UpdateKey;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.retry.RetryOptions;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DataPoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application that logs and exposes everything shows no key.
 */
class NoSecretLeaksTests {

	static final String ANNEX = "a22e8a22e8a22e8a22e8a22e8a22e800";

	private static final String MASTER = "3a57e43a57e43a57e43a57e43a57e400";

	private static final String PLANT = "91a2791a2791a2791a2791a2791a2700";

	private static final String PROXY = "proxy-password-of-the-plant";

	private static final String OTHER = "07e407e407e407e407e407e407e40700";

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Map<String, Set<String>> secrets = new ConcurrentHashMap<>();

	@TempDir
	private static Path directory;

	private static final Properties systemProperties = (Properties) System.getProperties().clone();

	private static ConfigurableApplicationContext application;

	private static RecordedOutput output;

	@BeforeAll
	static void runApplication() throws Exception {
		secrets.put("master key", Set.of(MASTER));
		secrets.put("named client's key", Set.of(PLANT, ANNEX));
		secrets.put("proxy password", Set.of(PROXY));
		secrets.put("other key", Set.of(OTHER));
		application = start();
		output = application.getBean(RecordedOutput.class);
		call();
		read();
		application.close();
		output.add("log", Files.readString(directory.resolve("all.log")));
	}

	@AfterAll
	static void stop() throws JoranException {
		if (application != null) {
			application.close();
		}
		// Restore the logging of this JVM. Spring Boot has set system properties for
		// logging.
		System.setProperties(systemProperties);
		LoggingSystem.get(NoSecretLeaksTests.class.getClassLoader()).cleanUp();
		LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
		logging.reset();
		new ContextInitializer(logging).autoConfig();
	}

	private static ConfigurableApplicationContext start() {
		// Logging is not reinitialized while a cached context of another test uses it.
		LoggingSystem.get(NoSecretLeaksTests.class.getClassLoader()).cleanUp();
		return new SpringApplicationBuilder(FullyObservedApplication.class).web(WebApplicationType.REACTIVE)
			.applicationStartup(new BufferingApplicationStartup(10_000))
			.run("--server.port=0", "--m2x.retry.max-retries=3", "--m2x.api-key=" + MASTER,
					"--m2x.clients.plant.api-key=" + PLANT, "--m2x.clients.plant.base-url=http://localhost:9/v2",
					"--m2x.clients.plant.http.proxy.host=127.0.0.1", "--m2x.clients.plant.http.proxy.port=9",
					"--m2x.clients.plant.http.proxy.username=ali", "--m2x.clients.plant.http.proxy.password=" + PROXY,
					"--management.endpoints.web.exposure.include=*", "--management.endpoint.env.show-values=always",
					"--management.endpoint.configprops.show-values=always",
					"--management.endpoint.health.show-details=always", "--management.info.env.enabled=true",
					"--management.info.java.enabled=true", "--management.info.process.enabled=true",
					"--management.tracing.sampling.probability=1",
					"--management.httpexchanges.recording.include=request-headers,response-headers,principal",
					"--spring.http.codecs.log-request-details=true", "--spring.main.banner-mode=off",
					"--logging.config=classpath:io/m2x/spring/boot/secrets/logback-all.xml",
					"--logging.level.root=TRACE", "--logging.threshold.console=OFF",
					"--logging.file.name=" + directory.resolve("all.log"),
					"--logging.logback.rollingpolicy.max-file-size=2GB");
	}

	private static void call() throws IOException {
		M2xClient client = application.getBean(M2xClient.class);
		Device device = callDevices(client);
		callKeys(client, device);
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		M2xClient gone = M2xClient.builder()
			.baseUrl("http://127.0.0.1:" + port + "/v2")
			.apiKey(OTHER)
			.retry(RetryOptions.defaults().withMaxRetries(3))
			.build();
		assertThatFails("no connection", gone.keys().view(ANNEX));
		M2xClient annex = application.getBean("annexClient", M2xClient.class);
		assertThatFails("timeout", annex.devices().view(DeviceRef.id("silent")));
		assertThatFails("timeout of key", annex.withApiKey(OTHER).keys().view("silent" + MASTER));
		assertThatFails("cut", annex.keys().view("cut" + MASTER));
		assertThatFails("garbage", annex.keys().view("garbage" + MASTER));
		assertThatFails("echo", annex.keys().view("echo" + MASTER));
		assertThatFails("echo of other key", annex.withApiKey(OTHER).keys().delete("echo" + MASTER));
		application.getBeansOfType(M2xClient.class)
			.values()
			.stream()
			.filter((other) -> other != client && other != annex)
			.forEach((other) -> assertThatFails("no connection of " + other.name(),
					other.devices().list(DeviceQuery.all())));
		assertThatFails("server error", annex.keys().regenerate(MASTER));
		Mono<Device> unstable = annex.devices().view(DeviceRef.id("unstable"));
		unstable.onErrorResume((ex) -> unstable).block(LIMIT);
	}

	private static Device callDevices(M2xClient client) {
		Device device = client.devices().create(CreateDevice.named("Vent")).block(LIMIT);
		secrets.put("device key", Set.of(device.key()));
		output.add("results", device);
		M2xClient ofDevice = client.withApiKey(device.key());
		ofDevice.streams().createOrUpdate(device.ref(), "temperature", StreamDefinition.numeric()).block(LIMIT);
		ofDevice.values().write(device.ref(), "temperature", 21.5).block(LIMIT);
		ofDevice.values().writeAll(device.ref(), "temperature", List.of(DataPoint.of(22.5))).block(LIMIT);
		output.add("results", ofDevice.devices().view(device.ref()).block(LIMIT));
		output.add("results", client.devices().list(DeviceQuery.all()).block(LIMIT));
		output.add("results", client.devices().log(device.ref()).block(LIMIT));
		client.devices().update(device.ref(), UpdateDevice.of(device)).block(LIMIT);
		assertThatFails("401", client.withApiKey(OTHER).devices().list(DeviceQuery.all()));
		assertThatFails("403", ofDevice.devices().list(DeviceQuery.all()));
		assertThatFails("404", client.devices().view(DeviceRef.id("0123456789abcdef0123456789abcdef")));
		assertThatFails("422", client.devices().create(CreateDevice.named("x".repeat(1000))));
		return device;
	}

	private static void callKeys(M2xClient client, Device device) {
		AccessKey key = client.keys()
			.create(CreateKey.forDevice("Reader", device.id(), KeyPermission.GET))
			.block(LIMIT);
		AccessKey master = client.keys().create(CreateKey.master("Second", KeyPermission.GET)).block(LIMIT);
		output.add("results", List.of(key, master));
		output.add("results", client.keys().list().block(LIMIT));
		output.add("results", client.keys().listForDevice(device.id()).block(LIMIT));
		output.add("results", client.keys().view(key.key()).block(LIMIT));
		client.keys().update(key.key(), UpdateKey.of(key).withName("Other")).block(LIMIT);
		AccessKey fresh = client.keys().regenerate(key.key()).block(LIMIT);
		secrets.put("created key", Set.of(key.key(), master.key(), fresh.key()));
		assertThatFails("404 of key", client.keys().view(key.key()));
		assertThatFails("403 of key", client.withApiKey(device.key()).keys().delete(fresh.key()));
		assertThatFails("422 of key", client.keys().update(fresh.key(), UpdateKey.of(key).withName("x".repeat(1000))));
		client.keys().delete(fresh.key()).block(LIMIT);
		Observation.createNotStarted("caller", application.getBean(ObservationRegistry.class))
			.observe(() -> assertThatFails("404 within an observation", client.keys().delete(OTHER)));
	}

	private static void assertThatFails(String what, Mono<?> call) {
		try {
			call.block(LIMIT);
			throw new AssertionError("The call '" + what + "' succeeded");
		}
		catch (M2xException ex) {
			output.add("exceptions", what);
			output.addFailure("exceptions", ex);
		}
	}

	private static void read() {
		get("/count");
		for (String endpoint : List.of("", "/health", "/health/m2x", "/info", "/metrics", "/env", "/configprops",
				"/beans", "/conditions", "/loggers", "/mappings", "/httpexchanges", "/threaddump", "/scheduledtasks",
				"/startup", "/prometheus", "/env/m2x.api-key", "/env/m2x.clients.plant.api-key", "/configprops/m2x")) {
			get("/actuator" + endpoint);
		}
		MeterRegistry meters = application.getBean(MeterRegistry.class);
		meters.getMeters().forEach((meter) -> output.add("meters", meter.getId()));
		meters.getMeters()
			.stream()
			.map((meter) -> meter.getId().getName())
			.distinct()
			.forEach((name) -> get("/actuator/metrics/" + UriUtils.encodePathSegment(name, "UTF-8")));
		for (String name : application.getBeanFactory().getSingletonNames()) {
			output.add("beans", name + "=" + application.getBeanFactory().getSingleton(name));
		}
		Thread.getAllStackTraces().keySet().forEach((thread) -> output.add("threads", thread));
	}

	private static void get(String path) {
		String url = "http://localhost:" + application.getEnvironment().getProperty("local.server.port") + path;
		output.add("web", RestClient.create().get().uri(URI.create(url)).exchange((request, response) -> {
			HttpStatusCode status = response.getStatusCode();
			assertThat(
					status.is2xxSuccessful() || path.equals("/actuator/health/m2x") || path.equals("/actuator/health"))
				.as(path + " " + status)
				.isTrue();
			return path + " " + new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
		}));
	}

	@Test
	void everySourceIsRecorded() {
		assertThat(output.sources()).containsExactly("beans", "exceptions", "log", "meters", "observations", "results",
				"spans", "threads", "web");
		assertThat(output.of("log")).contains("m2x-server", "reactor.netty.http.client", "o.s.w.r.f.client", "TRACE");
		assertThat(output.of("observations")).contains("http.url", "m2x");
		assertThat(output.of("web")).contains("1 devices", "http_client_requests_seconds_count", "annex", "******");
	}

	@Test
	void noSourceHoldsSecret() {
		assertThat(output.search(secrets)).isEmpty();
	}

}
