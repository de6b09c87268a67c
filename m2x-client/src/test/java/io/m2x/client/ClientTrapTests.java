package io.m2x.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import io.m2x.client.collections.CollectionQuery;
import io.m2x.client.commands.CommandQuery;
import io.m2x.client.commands.CommandStatus;
import io.m2x.client.commands.SendCommand;
import io.m2x.client.commands.StatusCounts;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.distributions.DistributionQuery;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.jobs.Job;
import io.m2x.client.jobs.JobQuery;
import io.m2x.client.jobs.JobState;
import io.m2x.client.jobs.JobWait;
import io.m2x.client.jobs.M2xJobFailedException;
import io.m2x.client.locations.Location;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.locations.Waypoint;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.StreamValue;
import io.m2x.client.streams.DataStream;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.ExportQuery;
import io.m2x.client.values.SamplingType;
import io.m2x.client.values.StreamStats;
import io.m2x.client.values.ValuesQuery;
import io.m2x.client.values.ValuesSearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a client easily gets wrong; the traps are numbered as in section 13 of the API
 * reference.
 */
class ClientTrapTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String ID = "5b1d7c20e94f48a6b3f0d2c86a7e9135";

	private final StubServer server = new StubServer();

	private final M2xClient client = this.server.client();

	@AfterEach
	void stop() {
		this.server.close();
	}

	private <T> T read(String json, Mono<T> call) {
		this.server.respond(200, json);
		return call.block(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"id\":\"a\",\"name\":\"b\",\"tags\":null}", "{\"id\":\"a\",\"name\":\"b\",\"tags\":[]}",
			"{\"id\":\"a\",\"name\":\"b\"}" })
	void clientTrap1TagsMayBeNullEmptyOrMissing(String json) {
		assertThat(read(json, this.client.devices().view(DeviceRef.id(ID))).tags()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"latitude\":\"48.5\",\"longitude\":\"11.25\",\"elevation\":\"519\"}",
			"{\"latitude\":48.5,\"longitude\":11.25,\"elevation\":519}",
			"{\"latitude\":\"0.485E2\",\"longitude\":11.25,\"elevation\":519.0}" })
	void clientTrap1CoordinatesMayBeTextOrNumbers(String json) {
		Location location = read(json, this.client.locations().read(DeviceRef.id(ID)));
		assertThat(location.latitude()).isEqualTo(48.5);
		assertThat(location.longitude()).isEqualTo(11.25);
		assertThat(location.elevation()).isEqualTo(519);
		assertThat(read("{\"waypoints\":[" + json + "]}", this.client.locations().history(DeviceRef.id(ID))))
			.containsExactly(new Waypoint(null, 48.5, 11.25, 519.0, null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"0.2075E2" | 20.75
			20.75      | 20.75
			"20.75"    | 20.75
			21         | 21
			null       |
			""", quoteCharacter = '`')
	void clientTrap1FiguresMayBeTextOrNumbers(String avg, Double expected) {
		StreamStats stats = read("{\"stats\":{\"count\":\"2.0\",\"avg\":" + avg + "}}",
				this.client.values().stats(DeviceRef.id(ID), "t", ValuesQuery.latest()));
		assertThat(stats.count()).isEqualTo(2);
		assertThat(stats.avg()).isEqualTo((expected != null) ? OptionalDouble.of(expected) : OptionalDouble.empty());
		assertThat(stats.stddev()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"tags\":{\"silo\":4,\"pilot\":1}}", "{\"tags\":[{\"silo\":4},{\"pilot\":1}]}",
			"{\"tags\":{\"silo\":\"4\",\"pilot\":\"1\"}}" })
	void clientTrap1TagsOfDevicesMayBeMapOrArray(String json) {
		assertThat(read(json, this.client.devices().tags())).isEqualTo(Map.of("silo", 4L, "pilot", 1L));
	}

	@Test
	void clientTrap1LocationMayBeEmptyMissingOrNoContent() {
		this.server.respond((request, response) -> response.status(204).send());
		assertThat(this.client.locations().read(DeviceRef.id(ID)).blockOptional(LIMIT)).isEmpty();
		for (String json : List.of("{}", "{\"waypoints\":[]}", "{\"latitude\":null,\"longitude\":null}",
				"{\"name\":\"\",\"latitude\":\"\",\"longitude\":\"\"}")) {
			this.server.respond(200, json);
			assertThat(this.client.locations().read(DeviceRef.id(ID)).blockOptional(LIMIT)).as(json).isEmpty();
			assertThat(read("{\"id\":\"a\",\"name\":\"b\",\"location\":" + json + "}",
					this.client.devices().view(DeviceRef.id(ID)))
				.location()).as(json).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "[]", "[null]" })
	void clientTrap1TagsOfOtherResourcesMayBeNullOrEmpty(String tags) {
		String json = "{\"id\":\"a\",\"name\":\"b\",\"tags\":" + tags + "}";
		assertThat(read(json, this.client.collections().view("a")).tags()).isEmpty();
		assertThat(read(json, this.client.distributions().view("a")).tags()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http_method", "method" })
	void clientTrap1VerbOfTheLogHasTwoNames(String member) {
		assertThat(read("{\"requests\":[{\"" + member + "\":\"PUT\"}]}", this.client.devices().log(DeviceRef.id(ID)))
			.get(0)
			.httpMethod()).isEqualTo("PUT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pending", "sent" })
	void clientTrap1CommandsMayBePendingOrSent(String word) {
		assertThat(read("{\"id\":\"a\",\"name\":\"b\",\"status\":\"" + word + "\"}",
				this.client.commands().viewForDevice(DeviceRef.id(ID), "a"))
			.status()).isEqualTo(CommandStatus.PENDING);
		assertThat(read("{\"id\":\"a\",\"name\":\"b\",\"status_counts\":{\"" + word + "\":2}}",
				this.client.commands().view("a"))
			.statusCounts()).isEqualTo(new StatusCounts(0, 0, 2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"novelty\":{\"deep\":[1,{\"er\":null}]},\"id\":\"a\",\"name\":\"b\"}" })
	void clientTrap2EveryModelIsOpen(String json) {
		this.server.respond(200, json);
		assertThat(this.client.devices().view(DeviceRef.id(ID)).block(LIMIT).tags()).isEmpty();
		assertThat(this.client.devices().tags().block(LIMIT)).isEmpty();
		assertThat(this.client.streams().view(DeviceRef.id(ID), "t").block(LIMIT).value()).isNull();
		assertThat(this.client.values().list(DeviceRef.id(ID), "t", ValuesQuery.latest()).block(LIMIT).values())
			.isEmpty();
		assertThat(this.client.values().listAcross(DeviceRef.id(ID), null, ValuesQuery.latest()).block(LIMIT).values())
			.isEmpty();
		assertThat(this.client.values().search(DeviceRef.id(ID), ValuesSearch.of()).block(LIMIT).values()).isEmpty();
		assertThat(this.client.values().stats(DeviceRef.id(ID), "t", ValuesQuery.latest()).block(LIMIT).avg())
			.isEmpty();
		assertThat(this.client.values()
			.sampling(DeviceRef.id(ID), "t", SamplingType.AVG, 1, ValuesQuery.latest())
			.block(LIMIT)
			.values()).isEmpty();
		assertThat(this.client.locations().read(DeviceRef.id(ID)).blockOptional(LIMIT)).isEmpty();
		assertThat(this.client.platform().status().block(LIMIT).api()).isNull();
		assertThat(read("{\"waypoints\":[" + json + "]}", this.client.locations().history(DeviceRef.id(ID))))
			.hasSize(1);
		assertThat(read("{\"devices\":[" + json + "]}", this.client.devices().list(DeviceQuery.all())).items())
			.hasSize(1);
		assertThat(read("{\"streams\":[" + json + "]}", this.client.streams().list(DeviceRef.id(ID)))).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"novelty\":{\"deep\":[1,{\"er\":null}]},\"id\":\"a\",\"name\":\"b\"}" })
	void clientTrap2EveryModelOfTheAccountIsOpen(String json) {
		this.server.respond(200, json);
		assertThat(this.client.collections().view("a").block(LIMIT).metadata()).isEmpty();
		assertThat(this.client.distributions().view("a").block(LIMIT).devices()).isNull();
		assertThat(this.client.distributions().viewStream("a", "t").block(LIMIT).unit()).isNull();
		assertThat(this.client.commands().view("a").block(LIMIT).deliveries()).isEmpty();
		assertThat(this.client.commands().viewForDevice(DeviceRef.id(ID), "a").block(LIMIT).responseData()).isEmpty();
		assertThat(this.client.keys().view("a").block(LIMIT).permissions()).isEmpty();
		assertThat(this.client.jobs().view("a").block(LIMIT).resultUrl()).isNull();
		assertThat(this.client.triggers().view(DeviceRef.id(ID), "a").block(LIMIT).conditions()).isEmpty();
		assertThat(this.client.charts().view("a").block(LIMIT).series()).isEmpty();
		assertThat(this.client.integrations().view("a").block(LIMIT).config()).isEmpty();
		assertThat(this.client.integrations().readStatus("a").block(LIMIT)).isEqualTo(ResourceStatus.UNKNOWN);
		assertThat(read("{\"requests\":[" + json + "]}", this.client.devices().log(DeviceRef.id(ID)))).hasSize(1);
		assertThat(read("{\"collections\":[" + json + "]}", this.client.collections().list(CollectionQuery.all())))
			.hasSize(1);
		assertThat(read("{\"distributions\":[" + json + "]}", this.client.distributions().list(DistributionQuery.all()))
			.items()).hasSize(1);
		assertThat(read("{\"commands\":[" + json + "]}", this.client.commands().list(CommandQuery.latest())).items())
			.hasSize(1);
		assertThat(read("{\"jobs\":[" + json + "]}", this.client.jobs().list(JobQuery.all())).items()).hasSize(1);
		assertThat(read("{\"keys\":[" + json + "]}", this.client.keys().list())).hasSize(1);
		assertThat(read("{\"triggers\":[" + json + "]}", this.client.triggers().list(DeviceRef.id(ID)))).hasSize(1);
		assertThat(read("{\"charts\":[" + json + "]}", this.client.charts().list())).hasSize(1);
		assertThat(read("{\"integrations\":[" + json + "]}", this.client.integrations().list())).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://api-m2x.att.com/v2/{kind}/201703a4be91", "/v2/{kind}/201703a4be91/",
			"http://internal:8080/{kind}/201703a4be91?pretty=true", "/v2/{kind}/201703a4be91#part" })
	void clientTrap3IdOfCommandAndOfExportComesFromTheLocation(String location) {
		this.server.respond((request, response) -> response.status(202)
			.header("Location", location.replace("{kind}", request.uri().contains("commands") ? "commands" : "jobs"))
			.sendString(Mono.just("{\"status\":\"accepted\",\"id\":\"another\"}")));
		assertThat(this.client.commands().send(SendCommand.toDevices("OPEN", ID)).block(LIMIT))
			.isEqualTo("201703a4be91");
		assertThat(this.client.values().startExport(DeviceRef.id(ID), ExportQuery.all()).block(LIMIT))
			.isEqualTo("201703a4be91");
	}

	@Test
	void clientTrap3BodyWithoutLocationIsAFailureThatSaysSo() {
		this.server.respond(202, "{\"status\":\"accepted\",\"id\":\"201703a4be91\"}");
		for (Mono<String> call : List.of(this.client.commands().send(SendCommand.toDevices("OPEN", ID)),
				this.client.values().startExport(DeviceRef.id(ID), ExportQuery.all()))) {
			assertThat(catchThrowableOfType(M2xException.class, () -> call.block(LIMIT)))
				.hasMessageContaining("no Location header");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"status\":\"accepted\"}", "{}", "" })
	void clientTrap4AcceptedIsNotYetReadable(String accepted) {
		Iterator<String> values = List.of("null", "null", "7").iterator();
		this.server.respond((request, response) -> "PUT".equals(request.method().name())
				? response.status(202).sendString(Mono.just(accepted)) : response.status(200)
					.sendString(Mono.fromSupplier(() -> "{\"name\":\"t\",\"value\":" + values.next() + "}")));
		this.client.values().write(DeviceRef.id(ID), "t", 7).block(LIMIT);
		assertThat(this.server.received()).hasSize(1);
		StreamValue value = this.client.streams()
			.view(DeviceRef.id(ID), "t")
			.mapNotNull(DataStream::value)
			.repeatWhenEmpty((again) -> again)
			.block(LIMIT);
		assertThat(value).isEqualTo(StreamValue.of(7));
		assertThat(this.server.received()).hasSize(4);
	}

	@Test
	void clientTrap4EveryDataWriteIsDoneOnceAccepted() {
		this.server.respond(202, "{\"status\":\"accepted\"}");
		Instant time = Instant.parse("2014-09-10T19:15:00Z");
		for (Mono<Void> write : List.of(this.client.values().write(DeviceRef.id(ID), "t", DataPoint.of(time, 1)),
				this.client.values().writeAll(DeviceRef.id(ID), "t", List.of(DataPoint.of(time, 1))),
				this.client.values().writeAll(DeviceRef.id(ID), Map.of("t", List.of(DataPoint.of(time, 1)))),
				this.client.locations().update(DeviceRef.id(ID), LocationUpdate.of(1, 2)),
				this.client.locations().deleteHistory(DeviceRef.id(ID), time, time))) {
			assertThat(write.blockOptional(LIMIT)).isEmpty();
		}
		assertThat(this.server.received()).hasSize(5);
	}

	@Test
	void clientTrap4JobsAreAskedForUntilTheyEnd() {
		Duration soon = Duration.ofMillis(1);
		Mono<Job> job = this.client.jobs().await("j", JobWait.defaults().withPollInterval(soon, soon));
		respondWithStates("queued", "working", "resting", "complete");
		assertThat(job.block(LIMIT).state()).isEqualTo(JobState.COMPLETE);
		assertThat(this.server.received()).hasSize(4);
		respondWithStates("working", "failed");
		assertThat(catchThrowableOfType(M2xJobFailedException.class, () -> job.block(LIMIT)).job().state())
			.isEqualTo(JobState.FAILED);
		assertThat(this.server.received()).hasSize(6);
	}

	private void respondWithStates(String... states) {
		Iterator<String> next = List.of(states).iterator();
		this.server.respond((request, response) -> response
			.sendString(Mono.fromSupplier(() -> "{\"id\":\"j\",\"state\":\"" + next.next() + "\"}")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"message\":\"The specified device does not exist\"}",
			"{\"message\":\"The specified device does not exist\",\"description\":null}",
			"{\"message\":\"The specified device does not exist\",\"description\":\"any\",\"status\":404,\"id\":1}" })
	void clientTrap5ErrorsOfThePastHaveNoDescription(String body) {
		this.server.respond(404, body);
		M2xNotFoundException failure = catchThrowableOfType(M2xNotFoundException.class,
				() -> this.client.devices().view(DeviceRef.id(ID)).block(LIMIT));
		assertThat(failure.error()).isEqualTo("The specified device does not exist");
		assertThat(failure.operation()).isEqualTo("devices.view");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"message\":\"Validation Failed\"}", "{\"message\":\"Validation Failed\",\"errors\":null}",
					"{\"message\":\"Validation Failed\",\"errors\":[]}", "{}", "", "<html></html>" })
	void clientTrap5ErrorsMayBeMissing(String body) {
		this.server.respond(422, body);
		M2xValidationException failure = catchThrowableOfType(M2xValidationException.class,
				() -> this.client.devices().create(CreateDevice.named("x")).block(LIMIT));
		assertThat(failure.errors()).isEmpty();
	}

	@Test
	void clientTrap5ErrorsOfFieldsMayBeTextOrArrays() {
		this.server.respond(422,
				"{\"message\":\"Validation Failed\",\"errors\":{\"name\":\"not_present\",\"serial\":[\"not_unique\",\"too_long\"]}}");
		M2xValidationException failure = catchThrowableOfType(M2xValidationException.class,
				() -> this.client.devices().create(CreateDevice.named("x")).block(LIMIT));
		assertThat(failure.errors())
			.isEqualTo(Map.of("name", List.of("not_present"), "serial", List.of("not_unique", "too_long")));
	}

	@Test
	void clientTrap5StatusDecidesEvenWithoutABody() {
		this.server.respond((request, response) -> response.status(500).send());
		M2xException failure = catchThrowableOfType(M2xException.class,
				() -> this.client.platform().status().block(LIMIT));
		assertThat(failure.status()).isEqualTo(500);
		assertThat(failure.error()).isNull();
	}

	@Test
	void clientTrap6NamesAreEncodedAndBlanksAreNoPlus() {
		this.server.respond(200, "{\"status\":\"accepted\"}");
		String odd = "a b+c/d?e%f&ü";
		String encoded = "a%20b%2Bc%2Fd%3Fe%25f%26%C3%BC";
		this.client.streams().view(DeviceRef.serial(odd), odd).block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo("/v2/devices/serial/" + encoded + "/streams/" + encoded);
		this.client.values().listAcross(DeviceRef.id(ID), List.of(odd), ValuesQuery.latest()).block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo("/v2/devices/" + ID + "/values?streams=" + encoded);
		this.client.values().search(DeviceRef.serial(odd), ValuesSearch.of(odd)).block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo("/v2/devices/serial/" + encoded + "/values/search");
		assertThat(this.server.last().body()).isEqualTo("{\"streams\":[\"" + odd + "\"]}");
		this.client.devices().updateMetadataField(DeviceRef.id(ID), odd, "x").block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo("/v2/devices/" + ID + "/metadata/" + encoded);
		this.client.collections().readMetadataField("c", odd).block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo("/v2/collections/c/metadata/" + encoded);
		this.client.distributions().viewStream("d", odd).block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo("/v2/distributions/d/streams/" + encoded);
		this.client.triggers().view(DeviceRef.serial(odd), odd).block(LIMIT);
		assertThat(this.server.last().uri()).isEqualTo("/v2/devices/serial/" + encoded + "/triggers/" + encoded);
	}

}
