package io.m2x.server.summaries;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SummaryTests {

	private static final Instant START = Instant.parse("2017-03-05T08:00:00Z");

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private final JdbcClient jdbc = TestContext.bean(server.server(), JdbcClient.class);

	private String path;

	private long stream;

	@BeforeEach
	void createStream() {
		String device = this.api.deviceWithStreams("t");
		this.path = device + "/streams/t";
		this.stream = this.jdbc
			.sql("SELECT s.id FROM streams s JOIN devices d ON d.id = s.device_id WHERE d.public_id = :id")
			.param("id", device.substring("/devices/".length()))
			.query(Long.class)
			.single();
	}

	// Store a value each half minute.
	private void write(Instant start, int count) {
		String values = IntStream.range(0, count)
			.mapToObj((i) -> Json.of("{'timestamp':'%s','value':%d}", start.plusSeconds(30L * i), i))
			.collect(Collectors.joining(","));
		assertThat(this.api.post(this.path + "/values", "{\"values\":[" + values + "]}").status()).isEqualTo(202);
	}

	private long count(String table) {
		return this.jdbc.sql("SELECT COUNT(*) FROM " + table + " WHERE stream_id = :stream")
			.param("stream", this.stream)
			.query(Long.class)
			.single();
	}

	private double sum() {
		return this.api.get(this.path + "/stats").at("/stats/avg").asDouble()
				* this.api.get(this.path + "/stats").at("/stats/count").asDouble();
	}

	@Test
	void hoursAndDaysThatAreOverAreSummarized() {
		write(START, 360);
		Summarizing.all(server.server(), 0);
		assertThat(count("value_summaries")).isEqualTo(4);
		assertThat(count("summary_parts")).isEqualTo(3);
		assertThat(count("summary_marks")).isZero();
		assertThat(sum()).isEqualTo(360 * 359 / 2);
	}

	@Test
	void whatIsKnownOfADeviceStaysTrueWhenItsValuesAreSummarized() {
		write(START, 360);
		long version = version();
		Summarizing.all(server.server(), 0);
		assertThat(count("value_summaries")).isEqualTo(4);
		assertThat(version()).isEqualTo(version);
	}

	private long version() {
		return this.jdbc
			.sql("SELECT d.version FROM devices d JOIN streams s ON s.device_id = d.id WHERE s.id = :stream")
			.param("stream", this.stream)
			.query(Long.class)
			.single();
	}

	@Test
	void lateValueDropsTheSummariesOfItsHourAndDayAlone() {
		write(START, 360);
		Summarizing.all(server.server(), 0);
		this.api.put(this.path + "/value",
				Json.of("{'timestamp':'%s','value':1000}", START.plus(Duration.ofMinutes(61))));
		assertThat(count("value_summaries")).isEqualTo(2);
		assertThat(count("summary_parts")).isEqualTo(2);
		assertThat(sum()).isEqualTo(360 * 359 / 2 - 122 + 1000);
		Summarizing.all(server.server(), 0);
		assertThat(count("value_summaries")).isEqualTo(4);
		assertThat(sum()).isEqualTo(360 * 359 / 2 - 122 + 1000);
	}

	@Test
	void deletionDropsTheSummariesOfItsTime() {
		write(START, 360);
		Summarizing.all(server.server(), 0);
		this.api.delete(this.path + "/values",
				Json.of("{'from':'2000-01-01T00:00:00Z','end':'%s'}", START.plus(Duration.ofMinutes(30))));
		assertThat(count("value_summaries")).isEqualTo(2);
		Summarizing.all(server.server(), 0);
		assertThat(count("value_summaries")).as("of two hours and the day").isEqualTo(3);
		assertThat(this.api.get(this.path + "/stats").at("/stats/count").asDouble()).isEqualTo(299);
	}

	@Test
	void hourThatIsNotOverHasNoSummary() {
		Instant now = Instant.now();
		write(now.minus(Duration.ofMinutes(1)), 100);
		TestContext.bean(server.server(), Summarizer.class).run(now.toEpochMilli(), () -> false);
		assertThat(count("value_summaries")).isZero();
		assertThat(count("summary_states")).isEqualTo(1);
	}

	@Test
	void fewValuesAreNotSummarized() {
		write(START, BlockBuilder.MIN_VALUES - 1);
		Summarizing.all(server.server(), 0);
		assertThat(count("value_summaries")).isZero();
		assertThat(count("summary_marks")).isZero();
	}

	@Test
	void valuesThatCannotBeSummarizedExactlyAreRead() {
		write(START, 120);
		this.api.put(this.path + "/value", Json.of("{'timestamp':'%s','value':1.7e308}", START.plusSeconds(1)));
		this.api.put(this.path + "/value", Json.of("{'timestamp':'%s','value':1.7e308}", START.plusSeconds(2)));
		Summarizing.all(server.server(), 0);
		assertThat(count("value_summaries")).isZero();
		assertThat(this.api.get(this.path + "/stats").at("/stats/count").asDouble()).isEqualTo(122);
		assertThat(this.api.get(this.path + "/stats").at("/stats/max").asDouble()).isEqualTo(1.7e308);
	}

	@Test
	void summariesAreMadeInTheBackground() {
		write(START, 120);
		await().atMost(Duration.ofSeconds(60)).until(() -> count("value_summaries") > 0);
	}

	@Test
	void streamOfTextIsNotSummarized() {
		String device = this.path.substring(0, this.path.indexOf("/streams"));
		this.api.put(device + "/streams/text", Json.of("{'type':'alphanumeric'}"));
		long states = this.jdbc.sql("SELECT COUNT(*) FROM summary_states").query(Long.class).single();
		this.api.put(device + "/streams/text/value", Json.of("{'value':'on'}"));
		assertThat(this.jdbc.sql("SELECT COUNT(*) FROM summary_states").query(Long.class).single()).isEqualTo(states);
	}

}
