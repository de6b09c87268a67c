package io.m2x.server.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.m2x.server.Api;
import io.m2x.server.M2xServer;
import io.m2x.server.TestServers;
import io.m2x.server.http.RateLimitedLog.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What strangers can do to the log.
 */
class RateLimitedLogTests {

	private static final String KEY = "fedcba9876543210fedcba9876543210";

	private static final List<String> MALFORMED = List.of(
			"GET /v2/keys/" + KEY + " HTTP/1.1\r\nHost: a\r\nX-A: b\u0001c\r\nX-M2X-KEY: " + KEY + "\r\n\r\n",
			"GET /v2/files/" + KEY + "/a.csv HTTP/1.1\r\nHost: a\r\n" + KEY + "\u0000\r\n\r\n",
			"GET /v2/keys/" + KEY + " HTTP/" + KEY + "\r\nHost: a\r\n\r\n", KEY + "\r\n\r\n",
			"GET /v2/keys/" + KEY + "/" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
			"GET /v2/keys/" + KEY + " HTTP/1.1\r\nHost: a\r\nX-M2X-KEY: " + KEY + "x".repeat(20_000) + "\r\n\r\n",
			"POST /v2/devices/catalog/search HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + KEY
					+ "zz\r\nabc",
			"POST /v2/keys/" + KEY + " HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
			"POST /v2/keys/" + KEY + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + KEY + "\r\n\r\nabcdef",
			"\u0016\u0003\u0001\u0000\u0005" + KEY + "\r\n\r\n");

	private static final List<Logger> LOGGERS = List
		.of("io.netty", "io.m2x", "reactor.netty", "org.springframework.web")
		.stream()
		.map((name) -> (Logger) LoggerFactory.getLogger(name))
		.toList();

	private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.events.start();
		this.root.addAppender(this.events);
	}

	@AfterEach
	void stopListening() {
		this.root.detachAppender(this.events);
	}

	@Test
	void malformedRequestsAddNextToNothing() throws Exception {
		try (M2xServer server = TestServers.builder().start()) {
			for (int i = 0; i < 10; i++) {
				for (String request : MALFORMED) {
					raw(server, request);
				}
			}
			assertThat(Api.of(server).get("/status").status()).isEqualTo(200);
		}
		assertThat(log()).contains("A malformed request was rejected").doesNotContain(KEY).hasSizeLessThan(2000);
	}

	@Test
	void keysStayOutOfTheLogWhateverItsLevel() throws Exception {
		for (Logger logger : LOGGERS) {
			logger.setLevel(Level.DEBUG);
			logger.setAdditive(false);
			logger.addAppender(this.events);
		}
		try (M2xServer server = TestServers.builder().masterKey(KEY).start()) {
			for (String request : MALFORMED) {
				raw(server, request);
			}
			Api api = Api.of(server);
			api.get("/keys/" + KEY);
			api.get("/keys/" + KEY + "?pretty");
			api.anonymous().post("/keys/" + KEY, "x".repeat(200_000));
			assertThat(log()).isNotEmpty().doesNotContain(KEY);
		}
		finally {
			for (Logger logger : LOGGERS) {
				logger.detachAppender(this.events);
				logger.setAdditive(true);
				logger.setLevel(null);
			}
		}
	}

	@Test
	void oneLineOfAKindIsTold() {
		AtomicLong time = new AtomicLong();
		RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(getClass()), time::get);
		for (int i = 0; i < 100; i++) {
			log.warn(Kind.MALFORMED_REQUEST, "a\r\nb /keys/" + KEY + " /files/ab-c/x " + "y".repeat(1000));
			log.warn(Kind.SLOW_CLIENT, null);
		}
		time.addAndGet(TimeUnit.MINUTES.toNanos(1));
		log.warn(Kind.SLOW_CLIENT, "again");
		assertThat(this.events.list).extracting(ILoggingEvent::getFormattedMessage)
			.satisfiesExactly(
					(line) -> assertThat(line)
						.startsWith("A malformed request was rejected: a b /keys/****** /files/******/x yyy")
						.hasSizeLessThan(300),
					(line) -> assertThat(line).isEqualTo("A connection was closed because the client was too slow"),
					(line) -> assertThat(line).isEqualTo(
							"A connection was closed because the client was too slow: again (and 99 more that were not logged)"));
	}

	@Test
	void faultsOfOursAreToldWithTheirCauseButNotForEver() {
		RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(getClass()));
		for (int i = 0; i < 100; i++) {
			log.error("Request failed", new IllegalStateException("broken"));
		}
		assertThat(this.events.list).hasSizeBetween(1, Kind.MAX_ERRORS)
			.allSatisfy((event) -> assertThat(event.getThrowableProxy().getMessage()).isEqualTo("broken"));
	}

	private String log() {
		return List.copyOf(this.events.list)
			.stream()
			.map((event) -> event.getFormattedMessage() + "\n"
					+ ((event.getThrowableProxy() != null) ? ThrowableProxyUtil.asString(event.getThrowableProxy())
							: ""))
			.collect(Collectors.joining("\n"));
	}

	private static void raw(M2xServer server, String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.getInputStream().readAllBytes();
		}
		catch (SocketException ex) {
			// The server may have closed before it read everything.
		}
	}

}
