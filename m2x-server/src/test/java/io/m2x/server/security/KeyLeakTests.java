package io.m2x.server.security;

import java.util.List;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.Api;
import io.m2x.server.M2xServer;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

class KeyLeakTests {

	private static final String MASTER_KEY = "0123456789abcdef0123456789abcdef";

	@Test
	void keysStayOutOfLogsAndTexts() {
		Logger logger = (Logger) LoggerFactory.getLogger("io.m2x");
		Logger springWeb = (Logger) LoggerFactory.getLogger("org.springframework.web");
		Level before = logger.getLevel();
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		logger.setLevel(Level.TRACE);
		springWeb.setLevel(Level.DEBUG);
		logger.addAppender(appender);
		springWeb.addAppender(appender);
		try (M2xServer server = M2xServer.builder().masterKey(MASTER_KEY).start()) {
			Api api = Api.of(server);
			String deviceKey = api.createDevice().get("key").asString();
			String unknown = "fedcba9876543210fedcba9876543210";
			for (String key : List.of(MASTER_KEY, deviceKey, unknown)) {
				api.as(key).get("/devices");
				api.as(key).post("/devices", "{");
				api.as(key).get("/unknown");
			}
			TestContext.bean(server, JdbcClient.class).sql("DROP TABLE device_tags").update();
			Api.Reply failure = api.get("/devices/tags");
			assertThat(failure.status()).isEqualTo(500);
			assertThat(failure.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
			assertThat(server.toString()).doesNotContain(MASTER_KEY);
			String log = appender.list.stream().map(KeyLeakTests::text).collect(Collectors.joining("\n"));
			assertThat(log).contains("Request failed, reference").contains("/v2/devices/tags");
			assertThat(log).doesNotContain(MASTER_KEY).doesNotContain(deviceKey).doesNotContain(unknown);
		}
		finally {
			logger.detachAppender(appender);
			springWeb.detachAppender(appender);
			logger.setLevel(before);
			springWeb.setLevel(null);
		}
	}

	private static String text(ILoggingEvent event) {
		StringBuilder text = new StringBuilder(event.getFormattedMessage());
		for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
			text.append('\n').append(cause.getMessage());
		}
		return text.toString();
	}

}
