package io.m2x.spring.boot.autoconfigure.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.m2x.client.error.M2xTransportException;
import io.m2x.client.platform.M2xPlatform;
import io.m2x.spring.boot.TestAuthority;
import io.m2x.spring.boot.TestContexts;
import io.m2x.spring.boot.TlsServer;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for calls through a proxy that requires a user name and a password.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProxyTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String PASSWORD = "s3cret:with/odd@signs";

	private final AtomicReference<String> headers = new AtomicReference<>();

	private M2xStubServer server;

	private TestProxy proxy;

	@BeforeEach
	void start() throws IOException {
		this.server = M2xStubServer.start().respond((request, response) -> {
			this.headers.set(request.requestHeaders().toString());
			return response.sendString(Mono.just("{\"api\":\"OK\"}"));
		});
		this.proxy = new TestProxy("m2x", PASSWORD, 0);
	}

	@AfterEach
	void stop() throws IOException {
		this.proxy.close();
		this.server.close();
	}

	private ApplicationContextRunner application(String url, String password, String... properties) {
		return TestContexts
			.of(url, "m2x.http.proxy.host=127.0.0.1", "m2x.http.proxy.port=" + this.proxy.port(),
					"m2x.http.proxy.username=m2x", "m2x.http.proxy.password=" + password)
			.withPropertyValues(properties);
	}

	private static M2xTransportException failure(org.springframework.context.ApplicationContext context) {
		return catchThrowableOfType(M2xTransportException.class,
				() -> context.getBean(M2xPlatform.class).status().block(LIMIT));
	}

	@Test
	void plainCallsGoThroughTheProxy() {
		application(this.server.url(), PASSWORD).run((context) -> {
			assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull();
			assertThat(this.proxy.targets()).containsExactly(this.server.url().replaceAll("http://|/v2", ""));
			assertThat(this.headers.get()).containsIgnoringCase("X-M2X-KEY").doesNotContainIgnoringCase("Proxy-Auth");
		});
	}

	@Test
	void callersMayOccupyTheThreadsForBlockingWork() {
		CountDownLatch end = new CountDownLatch(1);
		Disposable callers = Flux.range(0, Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE)
			.flatMap((index) -> Mono.fromCallable(() -> end.await(LIMIT.toSeconds() * 2, TimeUnit.SECONDS))
				.subscribeOn(Schedulers.boundedElastic()), Integer.MAX_VALUE)
			.subscribe();
		try {
			application(this.server.url(), PASSWORD)
				.run((context) -> assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull());
		}
		finally {
			end.countDown();
			callers.dispose();
		}
	}

	@Test
	void callsWithTlsGoThroughTheProxy() {
		TestAuthority authority = new TestAuthority("private");
		SslBundle bundle = SslBundle
			.of(new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(authority.pem())));
		try (TlsServer secure = TlsServer.responding(authority.server("localhost"))) {
			application(secure.url(), PASSWORD, "m2x.http.ssl.bundle=internal")
				.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("internal", bundle))
				.run((context) -> {
					assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull();
					assertThat(this.proxy.targets()).containsExactly("localhost:" + secure.port());
				});
		}
	}

	@Test
	void hostIsResolvedByProxyOnly() {
		application(this.server.url().replace("127.0.0.1", "known-to-the-proxy.invalid"), PASSWORD).run((context) -> {
			assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull();
			assertThat(this.proxy.targets()).singleElement().asString().startsWith("known-to-the-proxy.invalid:");
		});
	}

	@Test
	void hostWithUnderscoresIsReachedThroughTheProxyOrDirectly() {
		String url = this.server.url().replace("127.0.0.1", "m2x_server.invalid");
		application(url, PASSWORD).run((context) -> {
			assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull();
			assertThat(this.proxy.targets()).singleElement().asString().startsWith("m2x_server.invalid:");
			assertThat(this.headers.get()).containsIgnoringCase("host: m2x_server.invalid:");
		});
		application(url, PASSWORD, "m2x.http.proxy.non-proxy-hosts=m2x_*").run((context) -> {
			assertThat(failure(context)).hasMessageContaining("the host name can't be resolved")
				.hasMessageContaining("m2x_server.invalid");
			assertThat(this.proxy.targets()).hasSize(1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.*", "*.0.0.1", "*", "example.com, 127.0.0.1", "*0.0*" })
	void excludedHostIsReachedDirectly(String excluded) throws IOException {
		this.proxy.close();
		application(this.server.url(), PASSWORD, "m2x.http.proxy.non-proxy-hosts=" + excluded)
			.run((context) -> assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull());
		assertThat(this.proxy.targets()).isEmpty();
	}

	@Test
	void excludedHostDoesNotDependOnTheNameOfTheProxy() {
		application(this.server.url(), PASSWORD, "m2x.http.proxy.host=no-such-proxy.invalid",
				"m2x.http.proxy.non-proxy-hosts=127.0.0.1")
			.run((context) -> assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0", "27.0.0.1", "127x0.0.1", "127.0.0.", "example.com" })
	void otherHostIsReachedThroughTheProxy(String excluded) {
		application(this.server.url(), PASSWORD, "m2x.http.proxy.non-proxy-hosts=" + excluded).run((context) -> {
			assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull();
			assertThat(this.proxy.targets()).hasSize(1);
		});
	}

	@Test
	void wrongPasswordIsReportedWithoutShowingIt(CapturedOutput output) {
		application(this.server.url(), "wr0ng-passw0rd").run((context) -> {
			M2xTransportException failure = failure(context);
			assertThat(failure).hasMessageContaining("the proxy refused the connection with status 407")
				.hasMessageContaining("m2x.http.proxy.username");
			assertThat(Throwables.getStackTrace(failure)).doesNotContain("wr0ng");
			assertThat(this.proxy.targets()).isEmpty();
			assertThat(this.proxy.refused()).isNotEmpty();
		});
		assertThat(output).doesNotContain("wr0ng").doesNotContain("bTJ4OndyMG5n");
	}

	@Test
	void missingCredentialsAreReported() {
		TestContexts.of(this.server.url(), "m2x.http.proxy.host=127.0.0.1", "m2x.http.proxy.port=" + this.proxy.port())
			.run((context) -> assertThat(failure(context))
				.hasMessageContaining("the proxy refused the connection with status 407"));
	}

	@Test
	void proxyRefusalIsReported() throws IOException {
		int port = Integer.parseInt(this.server.url().replaceAll("\\D+\\d+\\D\\d+\\D\\d+\\D\\d+:|/v2", ""));
		try (TestProxy strict = new TestProxy("m2x", PASSWORD, port)) {
			application(this.server.url(), PASSWORD, "m2x.http.proxy.port=" + strict.port())
				.run((context) -> assertThat(failure(context))
					.hasMessageContaining("the proxy refused the connection to the server with status 403"));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', nullValues = "-",
			value = { "403 Forbidden; the proxy refused the connection to the server with status 403; 1",
					"407 Proxy Authentication Required; the proxy refused the connection with status 407; 1",
					"502 Bad Gateway; the proxy refused the connection to the server with status 502; 3",
					"503 Service Unavailable; the proxy refused the connection to the server with status 503; 3",
					"429 Too Many Requests; the proxy refused the connection to the server with status 429; 3" })
	void proxyRefusalIsReportedAndRetriedWithAndWithoutTls(String status, String reason, int attempts)
			throws IOException {
		Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
		ListAppender<ILoggingEvent> events = new ListAppender<>();
		events.start();
		root.addAppender(events);
		for (String url : new String[] { "http://m2x.example.com/v2", "https://m2x.example.com/v2" }) {
			try (TestProxy refusing = TestProxy.refusing(status)) {
				application(url, PASSWORD, "m2x.http.proxy.port=" + refusing.port(), "m2x.http.max-connections=1",
						"m2x.retry.max-retries=2", "m2x.retry.delay=1ms", "m2x.retry.max-delay=1ms")
					.run((context) -> {
						assertThat(failure(context)).hasMessageContaining(reason)
							.hasMessageNotContaining("secure connection");
						assertThat(refusing.refused()).hasSize(attempts);
					});
			}
		}
		root.detachAppender(events);
		// Other tests may have changed the level for the process.
		assertThat(events.list).filteredOn((event) -> event.getLevel().isGreaterOrEqual(Level.WARN)).isEmpty();
	}

	@Test
	void unreachableProxyIsReported() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		application(this.server.url(), PASSWORD, "m2x.http.proxy.port=" + port)
			.run((context) -> assertThat(failure(context))
				.hasMessageMatching(".*no connection through the proxy: Connection refused: \\S+" + port
						+ "; .*m2x.http.proxy.host.*"));
	}

	@Test
	void unknownProxyHostIsReported() {
		application(this.server.url(), PASSWORD, "m2x.http.proxy.host=no-such-proxy.invalid")
			.run((context) -> assertThat(failure(context)).hasMessageContaining(
					"no connection through the proxy: its host name can't be resolved: no-such-proxy.invalid"));
	}

	@Test
	void silentProxyIsReportedAfterConnectTimeout() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			application(this.server.url(), PASSWORD, "m2x.http.proxy.port=" + silent.getLocalPort(),
					"m2x.http.connect-timeout=200ms")
				.run((context) -> assertThat(failure(context)).hasMessageContaining("no connection through the proxy: ")
					.hasMessageContaining("timeout"));
		}
	}

	@Test
	void proxyOfJvmIsUsedByDefault() {
		application(this.server.url(), "")
			.withSystemProperties("http.proxyHost=127.0.0.1", "http.proxyPort=" + this.proxy.port(),
					"http.proxyUser=m2x", "http.proxyPassword=" + PASSWORD, "http.nonProxyHosts=example.com")
			.withPropertyValues("m2x.http.proxy.host=")
			.run((context) -> {
				assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull();
				assertThat(this.proxy.targets()).hasSize(1);
			});
	}

	@Test
	void configuredProxyOverridesProxyOfJvm() {
		application(this.server.url(), PASSWORD)
			.withSystemProperties("http.proxyHost=no-such-proxy.invalid", "http.proxyPort=1",
					"http.nonProxyHosts=example.com")
			.run((context) -> assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull());
		application(this.server.url(), PASSWORD, "m2x.http.proxy.non-proxy-hosts=127.0.0.1")
			.withSystemProperties("http.proxyHost=no-such-proxy.invalid", "http.proxyPort=1",
					"http.nonProxyHosts=example.com")
			.run((context) -> assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull());
		assertThat(this.proxy.targets()).hasSize(1);
	}

	@Test
	void keyInPathIsSentThroughProxy() {
		AtomicReference<String> path = new AtomicReference<>();
		try (M2xStubServer keys = M2xStubServer.start().respond((request, response) -> {
			path.set(request.uri());
			return response.sendString(Mono.just("{\"name\":\"N\",\"key\":\"k\"}"));
		})) {
			application(keys.url(), PASSWORD).run((context) -> {
				context.getBean(io.m2x.client.keys.M2xKeys.class).view("0123456789abcdef").block(LIMIT);
				assertThat(path).hasValue("/v2/keys/0123456789abcdef");
			});
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', nullValues = "-",
			value = { "host=proxy.example.com; no port: 'm2x.http.proxy.port' is not set; port: 3128",
					"port=3128; no host: 'm2x.http.proxy.host' is not set; host: proxy.example.com",
					"username=u; no host; host:", "non-proxy-hosts=localhost; no host; host:",
					"host=p,port=0; can't be 0; port: 3128", "host=p,port=65536; can't be 65536; port: 3128",
					"host=http://p,port=1; without a scheme; host: proxy",
					"host=p:3128,port=1; without a scheme; host:", "host=u@p,port=1; without a scheme; host:",
					"host=p,port=1,password=pw-s3cret; no user name; username:",
					"host=p,port=1,username=u; no password; password: ${PROXY_PASSWORD}",
					"host=p,port=1,username=u,password=${NO_SUCH_VARIABLE}; that has no value; environment",
					"host=p,port=1,username=a:b,password=x; must not contain a colon; username:",
					"host=p,port=1,non-proxy-hosts=a.*.b; one host, whose name may begin or end; non-proxy-hosts:",
					"host=p,port=1,non-proxy-hosts=a|b; one host; non-proxy-hosts:" })
	void invalidPropertyIsReported(String settings, String description, String action) {
		String[] properties = java.util.Arrays.stream(settings.split(",", -1))
			.map((setting) -> "m2x.http.proxy." + setting.strip())
			.toArray(String[]::new);
		TestContexts.of("http://localhost/v2", properties)
			.run((context) -> assertThat(TestContexts.configurationException(context.getStartupFailure()))
				.hasMessageContaining(description.strip())
				.hasMessageNotContaining("s3cret")
				.satisfies((exception) -> assertThat(exception.action()).contains(action.strip())
					.doesNotContain("s3cret")));
	}

	@Test
	void emptyHostSwitchesProxyOff() {
		TestContexts.of(this.server.url(), "m2x.http.proxy.host=", "m2x.http.proxy.port=3128")
			.run((context) -> assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull());
	}

}
