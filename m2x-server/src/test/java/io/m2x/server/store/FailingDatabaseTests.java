package io.m2x.server.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.StubServer;
import io.m2x.server.TestContext;
import io.m2x.server.summaries.Summarizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a server does whose database refuses to store anything. The connection that writes
 * is made read-only, which lasts as long as the test wants, unlike a disk that is full.
 */
class FailingDatabaseTests {

	private static final int REQUESTS = 50;

	private final M2xServer server = M2xServer.builder().start();

	private final Api api = Api.of(this.server);

	private final String device = this.api.deviceWithStreams("t");

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.m2x.server");

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	@BeforeEach
	void watchLog() {
		this.events.start();
		this.logger.addAppender(this.events);
	}

	@AfterEach
	void stop() {
		this.logger.detachAppender(this.events);
		this.server.close();
	}

	private void setReadOnly(boolean readOnly) {
		new JdbcTemplate(TestContext.bean(this.server, Database.class).writers())
			.execute("PRAGMA query_only = " + readOnly);
	}

	private Api.Response write(int number) {
		return this.api.put(this.device + "/streams/t/value",
				Json.of("{'value':%s,'timestamp':'2017-03-05T08:00:00.%03dZ'}", number, number));
	}

	private String status() {
		return this.api.get("/status").at("/api").asString();
	}

	@Test
	void writesAreRefusedAndReadsGoOnUntilTheCauseIsGone() {
		assertThat(write(1).status()).isEqualTo(202);
		setReadOnly(true);
		for (int i = 0; i < REQUESTS; i++) {
			Api.Response refused = write(2);
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.header("Retry-After")).isEqualTo("1");
			assertThat(this.api.get(this.device + "/streams/t/values").at("/values").size()).isEqualTo(1);
			assertThat(this.api.get(this.device + "/log").status()).isEqualTo(200);
			assertThat(status()).isEqualTo("ERROR");
		}
		setReadOnly(false);
		Awaitility.await().until(() -> "OK".equals(status()));
		assertThat(write(3).status()).isEqualTo(202);
		assertThat(this.api.get(this.device + "/streams/t/values").at("/values").size()).isEqualTo(2);
	}

	@Test
	void failureIsLoggedOnceAndNotForEachRequest() {
		setReadOnly(true);
		for (int i = 0; i < REQUESTS; i++) {
			assertThat(write(1).status()).isEqualTo(503);
		}
		setReadOnly(false);
		Awaitility.await().until(() -> "OK".equals(status()));
		setReadOnly(true);
		assertThat(write(1).status()).isEqualTo(503);
		assertThat(lines()).hasSizeBetween(2, 3)
			.anySatisfy((line) -> assertThat(line).startsWith("The database can't be used for now: "))
			.anySatisfy((line) -> assertThat(line).startsWith("A request was rejected because the database fails: "))
			.doesNotHaveDuplicates();
		assertThat(this.events.list).allSatisfy((event) -> assertThat(event.getThrowableProxy()).isNull());
	}

	private List<String> lines() {
		synchronized (this.events) {
			return this.events.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
		}
	}

	@Test
	void requestsOfThatTimeAreInTheRequestLogAfterwards() {
		setReadOnly(true);
		for (int i = 0; i < 5; i++) {
			assertThat(write(i).status()).isEqualTo(503);
			// Would store what is waiting, if that were possible.
			this.api.get(this.device + "/log");
		}
		setReadOnly(false);
		Awaitility.await()
			.untilAsserted(() -> assertThat(
					this.api.get(this.device + "/log").at("/requests").findValuesAsString("status").stream())
				.filteredOn("503"::equals)
				.hasSize(5));
	}

	@Test
	void notificationIsNotSentAgainBecauseItsEndCouldNotBeStored() {
		try (StubServer callback = new StubServer()) {
			callback.respond(() -> {
				setReadOnly(true);
				return 204;
			});
			this.api.post(this.device + "/triggers",
					Json.of("{'name':'n','callback_url':'%s','conditions':{'t':{'gt':0}}}", callback.url()));
			assertThat(write(1).status()).isEqualTo(202);
			callback.awaitAccepted(1);
			Awaitility.await().until(() -> "ERROR".equals(status()));
			setReadOnly(false);
			Awaitility.await()
				.until(() -> TestContext.jdbc(this.server)
					.sql("SELECT COUNT(*) FROM webhook_queues")
					.query(Integer.class)
					.single() == 0);
			assertThat(callback.calls()).hasSize(1);
		}
	}

	@Test
	void summariesWaitAndNoStreamIsBlamed() {
		assertThat(write(1).status()).isEqualTo(202);
		setReadOnly(true);
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> Summarizing.all(this.server, 0));
		assertThat(lines()).noneMatch((line) -> line.contains("summarized"));
		setReadOnly(false);
		Awaitility.await().until(() -> "OK".equals(status()));
		Summarizing.all(this.server, 0);
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows deletes no open file")
	void fileThatIsDeletedOrReplacedIsNoticed(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("m2x.db");
		Path kept = directory.resolve("kept");
		String stream;
		String key;
		try (M2xServer onFiles = M2xServer.builder().dataDirectory(directory).start()) {
			Api files = Api.of(onFiles);
			key = files.key();
			stream = files.deviceWithStreams("t") + "/streams/t";
			assertThat(files.put(stream + "/value", Json.of("{'value':1}")).status()).isEqualTo(202);
			Files.move(file, kept);
			Awaitility.await().until(() -> "ERROR".equals(files.get("/status").at("/api").asString()));
			assertThat(files.put(stream + "/value", Json.of("{'value':2}")).status()).isEqualTo(503);
			assertThat(file).doesNotExist();
			Files.copy(kept, file);
			assertThat(files.put(stream + "/value", Json.of("{'value':3}")).status()).isEqualTo(503);
			Files.delete(file);
		}
		this.logger.detachAppender(this.events);
		assertThat(lines()).anySatisfy((line) -> assertThat(line).contains("m2x.db' was deleted or replaced; stop"));
		Files.move(kept, file);
		try (M2xServer again = M2xServer.builder().dataDirectory(directory).masterKey(key).start()) {
			assertThat(Api.of(again).get(stream).at("/value").asInt()).isEqualTo(1);
		}
	}

}
