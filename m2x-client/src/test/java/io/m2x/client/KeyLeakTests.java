package io.m2x.client;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class KeyLeakTests {

	@Test
	void keyIsInNoLogNorExceptionWhateverTheLevel() {
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		Level before = root.getLevel();
		ListAppender<ILoggingEvent> events = new ListAppender<>();
		events.start();
		root.addAppender(events);
		root.setLevel(Level.TRACE);
		StringBuilder said = new StringBuilder();
		try (StubServer server = new StubServer().answer(403, "{\"message\":\"Forbidden\"}")) {
			String key = "5ec2e7000000000000000000deadbeef";
			M2xClient client = M2xClient.builder().baseUrl(server.url()).apiKey(key).build();
			Throwable failure = catchThrowable(() -> client.platform().status().block(Duration.ofSeconds(10)));
			for (Throwable link = failure; link != null; link = link.getCause()) {
				said.append(link);
			}
			said.append(client).append(client.platform()).append(client.devices());
			assertThat(server.last().headers().get("X-M2X-KEY")).isEqualTo(key);
		}
		finally {
			root.setLevel(before);
			root.detachAppender(events);
		}
		events.list.stream()
			.filter((event) -> !event.getLoggerName().startsWith("reactor.netty.http.server"))
			.forEach((event) -> said.append(event.getFormattedMessage()));
		assertThat(events.list).isNotEmpty();
		assertThat(said.toString()).doesNotContain("5ec2e7").contains("Forbidden");
	}

}
