package io.m2x.server.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.ClassPathResource;

import io.m2x.server.Api;
import io.m2x.server.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class M2xServerApplicationTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	private static final String ANNOUNCEMENT = "M2X master key (shown only this once): ";

	@TempDir
	private Path directory;

	private ConfigurableApplicationContext run(String... args) {
		return Program.run(this.directory, args);
	}

	@Test
	void servesTheApiAndActuator() {
		try (ConfigurableApplicationContext context = run("--m2x.server.master-key=" + KEY)) {
			Api api = Program.api(context, KEY);
			String device = api.deviceWithStreams("t");
			assertThat(api.put(device + "/streams/t/value", Json.of("{'value':1}")).toString())
				.isEqualTo("202 {\"status\":\"accepted\"}");
			Api.Response view = api.get(device);
			assertThat(view.status()).isEqualTo(200);
			assertThat(view.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
			assertThat(view.headers().allValues("Vary")).containsExactly("Accept-Encoding", "Accept");
			assertThat(api.get("/unknown").body())
				.isEqualTo(Json.of("{'message':'The specified resource does not exist'}"));
			assertThat(api.post("/devices", "{").status()).isEqualTo(422);
			Api actuator = new Api(api.url().replace("/v2", "/actuator"), KEY);
			assertThat(actuator.get("/env").status()).isEqualTo(404);
			assertThat(
					actuator.get("/metrics/http.server.requests?tag=uri:/v2/devices/%7Bid%7D/streams/%7Bname%7D/value")
						.at("/measurements/0/value")
						.asInt())
				.isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void responsesLookAlikeWithCompressionAndWithout(boolean compression) throws Exception {
		try (ConfigurableApplicationContext context = run("--m2x.server.master-key=" + KEY,
				"--server.compression.enabled=" + compression)) {
			Api api = Program.api(context, KEY);
			for (int i = 0; i < 3; i++) {
				api.createDevice();
			}
			String listed = get(context, "/v2/devices");
			assertThat(listed.contains("content-encoding: gzip")).isEqualTo(compression);
			assertThat(listed)
				.startsWith("HTTP/1.1 200 OK\r\nVary: Accept-Encoding\r\nVary: Accept\r\nX-M2X-VERSION: v2");
			for (String path : new String[] { "/actuator/health", "/actuator/health;x", "/actuator", "/nothing",
					"/v2/devices;x", "/v2/status" }) {
				assertThat(get(context, path)).startsWith("HTTP/1.1 " + (path.matches(".*(;x|nothing)") ? 404 : 200))
					.contains("\r\nX-M2X-VERSION: v2", "\r\nCache-Control: no-store\r\n",
							"\r\nX-Content-Type-Options: nosniff\r\n");
			}
		}
	}

	private static String get(ConfigurableApplicationContext context, String path) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(context))) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream()
				.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: " + KEY
						+ "\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	@Test
	void keyInPlaceOfSettingsOfAnAccountIsNotShown(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run("--m2x.server.accounts.plant=" + KEY));
		assertThat(output).contains("'m2x.server.accounts.plant' has a value of its own")
			.contains("m2x.server.accounts.plant.master-key")
			.doesNotContain(KEY);
	}

	@Test
	void generatedKeyIsPrintedOnceAndKept(CapturedOutput output) {
		run().close();
		String key = shown(output, ANNOUNCEMENT);
		assertThat(key).matches("[0-9a-f]{32}");
		assertThat(output.getErr()).doesNotContain(key);
		int length = output.getOut().length();
		try (ConfigurableApplicationContext context = run()) {
			assertThat(Program.api(context, key).get("/devices").status()).isEqualTo(200);
		}
		assertThat(output.getOut().substring(length)).doesNotContain(ANNOUNCEMENT).doesNotContain(key);
	}

	@Test
	void givenKeyReplacesTheStoredOneAndIsNotShown(CapturedOutput output) {
		run("--m2x.server.master-key=" + KEY).close();
		String other = UUID.randomUUID().toString().replace("-", "");
		try (ConfigurableApplicationContext context = run("--m2x.server.master-key=" + other,
				"--m2x.server.public-base-url=https://m2x.example.org/v2")) {
			assertThat(Program.api(context, KEY).get("/devices").status()).isEqualTo(401);
			assertThat(Program.api(context, other).get("/devices").status()).isEqualTo(200);
			assertThat(Program.api(context, other).createDevice().get("url").asString())
				.startsWith("https://m2x.example.org/v2/devices/");
			assertThat(context.getBean(M2xServerProperties.class).toString()).doesNotContain(other);
		}
		assertThat(output).contains("The master key was replaced").doesNotContain(other).doesNotContain(KEY);
	}

	@Test
	void accountsComeFromTheSettings(CapturedOutput output) {
		String of = "M2X master key of account '%s' (shown only this once): ";
		run("--m2x.server.master-key=" + KEY, "--m2x.server.accounts.empty.master-key=",
				"--m2x.server.accounts.sleeping.active=false")
			.close();
		String generated = shown(output, of.formatted("empty"));
		String sleeping = shown(output, of.formatted("sleeping"));
		int length = output.getOut().length();
		String given = UUID.randomUUID().toString().replace("-", "");
		try (ConfigurableApplicationContext context = run("--m2x.server.accounts.given.master-key=" + given)) {
			for (String key : new String[] { KEY, generated, given }) {
				assertThat(Program.api(context, key).get("/devices").status()).isEqualTo(200);
			}
			assertThat(Program.api(context, sleeping).get("/devices").at("/message").asString())
				.isEqualTo("Account Not Active");
			assertThat(context.getBean(M2xServerProperties.class).toString()).contains("given").doesNotContain(given);
		}
		try (ConfigurableApplicationContext context = run("--m2x.server.accounts.sleeping.active=true")) {
			assertThat(Program.api(context, sleeping).get("/devices").status()).isEqualTo(200);
		}
		assertThat(output.getOut().substring(length)).doesNotContain("shown only this once");
		assertThat(output).doesNotContain(given).doesNotContain(KEY);
	}

	private static String shown(CapturedOutput output, String announcement) {
		return output.getOut()
			.lines()
			.filter((line) -> line.startsWith(announcement))
			.findFirst()
			.orElseThrow()
			.substring(announcement.length());
	}

	@Test
	void oddAddressesAreUnderstood() throws Exception {
		try (ConfigurableApplicationContext context = run("--m2x.server.master-key=" + KEY);
				Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(context))) {
			socket.getOutputStream()
				.write(("GET /v2/devices?name=[a]%zz HTTP/1.1\r\nHost: a b\r\nX-M2X-KEY: " + KEY
						+ "\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 200")
				.contains("<http://127.0.0.1:" + port(context) + "/v2/devices?name=%5Ba%5D%25zz&page=1>");
		}
	}

	// As on a machine that is busy, or in a container with a small part of one.
	@Test
	void portThatOpensSlowlyIsAwaited() {
		SpringApplication application = M2xServerApplication.application();
		application.addInitializers(
				(context) -> ((GenericApplicationContext) context).registerBean("slow", SlowBind.class, SlowBind::new));
		try (ConfigurableApplicationContext context = application.run("--server.port=0",
				"--m2x.server.data-directory=" + this.directory.resolve("data"))) {
			assertThat(isOpen(context)).isTrue();
		}
	}

	@Test
	void closingFinishesRequestsInFlight() throws Exception {
		ConfigurableApplicationContext context = run("--m2x.server.master-key=" + KEY);
		try (Socket socket = begin(context)) {
			CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close);
			Awaitility.await().until(() -> !isOpen(context));
			socket.getOutputStream().write("{\"name\":\"N\"}".getBytes(StandardCharsets.UTF_8));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 422");
			closed.get(30, TimeUnit.SECONDS);
		}
	}

	@Test
	void closingCutsStalledRequestsOff() throws Exception {
		ConfigurableApplicationContext context = run("--m2x.server.master-key=" + KEY);
		try (Socket socket = begin(context)) {
			context.close();
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
	}

	// Send a request but its body of twelve bytes.
	private static Socket begin(ConfigurableApplicationContext context) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(context));
		socket.setSoTimeout(30_000);
		socket.getOutputStream()
			.write(("POST /v2/devices HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: " + KEY
					+ "\r\nContent-Length: 12\r\nExpect: 100-continue\r\n\r\n")
				.getBytes(StandardCharsets.ISO_8859_1));
		String interim = "HTTP/1.1 100 Continue\r\n\r\n";
		assertThat(new String(socket.getInputStream().readNBytes(interim.length()), StandardCharsets.ISO_8859_1))
			.isEqualTo(interim);
		return socket;
	}

	private static boolean isOpen(ConfigurableApplicationContext context) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(context))) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@Test
	void invalidKeyIsExplainedButNotShown(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run("--m2x.server.master-key=ABCDEFABCDEFABCDEFABCDEFABCDEFAB"))
			.havingRootCause()
			.withMessageContaining("32 lowercase hex digits");
		assertThat(output).doesNotContain("ABCDEFABCDEFABCDEFABCDEFABCDEFAB");
	}

	@Test
	void nothingLeaksIntoHostApplications() {
		for (String path : new String[] { "application.properties", "application.yml", "application.yaml",
				"config/application.properties", "banner.txt", "logback.xml", "logback-spring.xml", "db/migration",
				"META-INF/build-info.properties" }) {
			assertThat(new ClassPathResource(path).exists()).as(path).isFalse();
		}
		Path classes = Path.of("target/classes/META-INF");
		assertThat(classes.resolve("spring")).doesNotExist();
		assertThat(classes.resolve("spring.factories")).doesNotExist();
	}

	/**
	 * Holds up the threads of which one opens the port.
	 */
	private static final class SlowBind implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

		@Override
		public void customize(NettyReactiveWebServerFactory factory) {
			factory.addServerCustomizers((server) -> server.doOnBind((config) -> config.loopResources()
				.onServerSelect(true)
				.forEach((loop) -> loop.execute(() -> LockSupport.parkNanos(Duration.ofMillis(500).toNanos())))));
		}

	}

}
