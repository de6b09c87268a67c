package io.m2x.client.internal;

import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.ServiceMethods;
import io.m2x.client.StubServer;
import io.m2x.client.charts.ImageOptions;
import io.m2x.client.commands.SendCommand;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.jobs.Job;
import io.m2x.client.jobs.JobState;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.retry.RetryOptions;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.ExportQuery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Responses of others than M2X, such as the login page of a portal, and of M2X in the
 * forms that are its own.
 */
class ForeignResponseTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String ACCEPTED = "{\"status\":\"accepted\"}";

	private static final String DEVICE = "3c1f0a9be27d4f5d8a6b0c4471e59d20";

	private static final Instant TIME = Instant.parse("2026-03-05T08:15:30.250Z");

	private final StubServer server = new StubServer();

	private final M2xClient client = this.server
		.client(RetryOptions.defaults().withDelay(Duration.ZERO).withMaxRetries(2));

	@AfterEach
	void stop() {
		this.server.close();
	}

	private void respond(int status, String contentType, String body) {
		this.server.respond((request, response) -> {
			if (contentType != null) {
				response.header("Content-Type", contentType);
			}
			return body.isEmpty() ? response.status(status).header("Content-Length", "0").send()
					: response.status(status).sendString(Mono.just(body));
		});
	}

	private M2xTransportException failure(Mono<?> call) {
		M2xException failure = catchThrowableOfType(M2xException.class, () -> call.block(LIMIT));
		assertThat(failure).isInstanceOf(M2xTransportException.class);
		assertThat(failure.status()).isNull();
		return (M2xTransportException) failure;
	}

	static Stream<Method> calls() {
		return ServiceMethods.all();
	}

	@ParameterizedTest
	@MethodSource("calls")
	void noCallTakesALoginPageForTheResponse(Method method) throws Exception {
		for (int status : new int[] { 200, 201, 202, 203, 226, 299 }) {
			respond(status, "text/html; charset=utf-8", "<html>Welcome to our hotel, s3cret guest</html>");
			Mono<?> call = Flux.from(ServiceMethods.call(this.client, method)).then();
			assertThat(failure(call)).hasMessageContaining("127.0.0.1:" + URI.create(this.server.url()).getPort())
				.hasMessageContaining("text/html")
				.hasMessageContaining("HTTP " + status)
				.hasMessageNotContaining("hotel")
				.hasMessageNotContaining("s3cret");
		}
		// Nothing is sent again.
		assertThat(this.server.received()).hasSize(6);
	}

	@ParameterizedTest
	@MethodSource("calls")
	void noCallTakesAPageWithoutContentTypeForTheResponse(Method method) throws Exception {
		if (method.getName().equals("png") || method.getName().equals("svg")) {
			return;
		}
		respond(200, null, "<html>Welcome to our hotel</html>");
		Mono<?> call = Flux.from(ServiceMethods.call(this.client, method)).then();
		assertThat(failure(call)).hasMessageNotContaining("hotel");
	}

	@ParameterizedTest
	@MethodSource("calls")
	void noCallTakesNothingForTheResponse(Method method) throws Exception {
		for (String type : new String[] { "application/json", null }) {
			respond(200, type, "");
			Mono<?> call = Flux.from(ServiceMethods.call(this.client, method)).then();
			failure(call);
		}
	}

	static Stream<Arguments> writes() {
		DataPoint point = DataPoint.of(TIME, 21.5);
		return Stream.of(write((client) -> client.values().write(DeviceRef.id(DEVICE), "t", point)),
				write((client) -> client.values().writeAll(DeviceRef.id(DEVICE), "t", List.of(point))),
				write((client) -> client.values().writeAll(DeviceRef.id(DEVICE), Map.of("t", List.of(point)))),
				write((client) -> client.values().delete(DeviceRef.id(DEVICE), "t", TIME, TIME)),
				write((client) -> client.locations().deleteHistory(DeviceRef.id(DEVICE), TIME, TIME)),
				write((client) -> client.devices().updateMetadataField(DeviceRef.id(DEVICE), "f", "v")),
				write((client) -> client.devices().delete(DeviceRef.id(DEVICE))),
				write((client) -> client.keys().delete("0123456789abcdef")),
				write((client) -> client.triggers().delete(DeviceRef.id(DEVICE), "t")));
	}

	private static Arguments write(Write write) {
		return Arguments.of(write);
	}

	@ParameterizedTest
	@MethodSource("writes")
	void writeIsDoneIfM2xSaysSo(Write write) {
		this.server.respond((request, response) -> response.status(204).send());
		write.send(this.client).block(LIMIT);
		for (String type : new String[] { "application/json", "application/json;charset=UTF-8", "application/hal+json",
				"Application/JSON", null }) {
			respond(202, type, ACCEPTED);
			write.send(this.client).block(LIMIT);
			respond(202, type, "{ \"status\" : \"accepted\", \"more\": [1] }\n");
			write.send(this.client).block(LIMIT);
			for (String body : new String[] { "", "{}" }) {
				respond(202, type, body);
				write.send(this.client).block(LIMIT);
			}
			respond(200, type, ACCEPTED);
			write.send(this.client).block(LIMIT);
		}
	}

	@ParameterizedTest
	@MethodSource("writes")
	void writeIsNotDoneIfM2xDoesNotSaySo(Write write) {
		for (String body : new String[] { "[]", "null", "\"accepted\"", "{\"status\":\"login\"}",
				"{\"status\":\"accepted\"" }) {
			for (int status : new int[] { 200, 202 }) {
				respond(status, "application/json", body);
				failure(write.send(this.client));
			}
		}
		for (String body : new String[] { "", "{}", "{\"id\":\"d\",\"name\":\"n\"}" }) {
			respond(200, "application/json", body);
			failure(write.send(this.client));
		}
		for (String type : new String[] { "text/plain", "application/xml", "image/png", "not a type", "" }) {
			respond(202, type, ACCEPTED);
			failure(write.send(this.client));
		}
		for (int status : new int[] { 201, 203, 205, 206 }) {
			respond(status, null, "");
			failure(write.send(this.client));
		}
	}

	@Test
	void whatNobodyHasRecordedMayHaveAnyForm() {
		for (Mono<Void> call : List.of(this.client.integrations().delete("i"),
				this.client.integrations().updateStatus("i", ResourceStatus.DISABLED),
				this.client.triggers().test(DeviceRef.id(DEVICE), "t"))) {
			this.server.respond((request, response) -> response.status(204).send());
			call.block(LIMIT);
			respond(200, "application/json", "{\"id\":\"i\"}");
			call.block(LIMIT);
			respond(200, "application/json", "[]");
			failure(call);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null", "\"Welcome\"", "404", " " })
	void metadataAreAnObject(String body) {
		for (String type : new String[] { "application/json", null }) {
			respond(200, type, body);
			failure(this.client.devices().readMetadata(DeviceRef.id(DEVICE)));
		}
	}

	@Test
	void streamIsCreatedOrUpdated() {
		Mono<?> call = this.client.streams().createOrUpdate(DeviceRef.id(DEVICE), "t", StreamDefinition.numeric());
		respond(201, "application/json", "{\"name\":\"t\"}");
		assertThat(call.block(LIMIT)).isNotNull();
		this.server.respond((request, response) -> response.status(204).send());
		assertThat(call.block(LIMIT)).isNull();
		respond(202, null, "");
		assertThat(call.block(LIMIT)).isNull();
	}

	@Test
	void viewThatHasNothingFails() {
		this.server.respond((request, response) -> response.status(204).send());
		assertThat(failure(this.client.devices().view(DeviceRef.id(DEVICE)))).hasMessageContaining("HTTP 204");
		respond(200, "application/json", "");
		assertThat(failure(this.client.devices().view(DeviceRef.id(DEVICE))))
			.hasMessageContaining("the response is empty");
		assertThat(failure(this.client.locations().read(DeviceRef.id(DEVICE))))
			.hasMessageContaining("the response is empty");
	}

	@Test
	void createdThingMayComeWithAnyStatusOfSuccessThatHasABody() {
		for (int status : new int[] { 200, 201, 203 }) {
			respond(status, "application/json", "{\"id\":\"d\",\"name\":\"n\"}");
			assertThat(this.client.devices().create(CreateDevice.named("n")).block(LIMIT).id()).isEqualTo("d");
		}
		respond(202, "application/json", ACCEPTED);
		assertThat(failure(this.client.devices().create(CreateDevice.named("n")))).hasMessageContaining("HTTP 202");
	}

	@Test
	void locationOfWhatWasStartedIsTakenFromM2xAlone() {
		for (Mono<String> call : List.of(this.client.commands().send(SendCommand.toDevices("n", DEVICE)),
				this.client.values().startExport(DeviceRef.id(DEVICE), ExportQuery.all()))) {
			this.server.respond((request, response) -> response.status(202)
				.header("Location", "/v2/jobs/201703c8")
				.header("Content-Type", "application/json")
				.sendString(Mono.just(ACCEPTED)));
			assertThat(call.block(LIMIT)).isEqualTo("201703c8");
			this.server.respond((request, response) -> response.status(200)
				.header("Location", "/login")
				.header("Content-Type", "application/json")
				.sendString(Mono.just("{\"login\":true}")));
			failure(call);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "image/png", "image/svg+xml", "image/x-odd" })
	void imageIsAnImage(String type) {
		respond(200, type, "pixels");
		assertThat(this.client.charts().png("c", ImageOptions.defaults()).block(LIMIT)).isNotEmpty();
		respond(200, "application/json", ACCEPTED);
		assertThat(failure(this.client.charts().svg("c", ImageOptions.defaults())))
			.hasMessageContaining("application/json");
	}

	@Test
	void fileIsNoPage() {
		Job job = new Job("j", JobState.COMPLETE, null, null, null, null, null, null,
				new Job.Result(URI.create(this.server.url() + "/files/s3cret-token.csv")));
		Mono<Void> download = this.client.jobs().download(job).then();
		respond(200, "text/html", "<html>Sign in</html>");
		assertThat(failure(download)).hasMessageContaining("text/html")
			.hasMessageContaining("the file is at 127.0.0.1:" + URI.create(this.server.url()).getPort())
			.hasMessageNotContaining("s3cret");
		for (int status : new int[] { 202, 204, 206 }) {
			respond(status, "text/csv", "");
			failure(download);
		}
		assertThat(this.server.received()).hasSize(4);
	}

	@Test
	void contentTypeIsQuotedWithoutItsParameters() {
		respond(200, "text/html; token=s3cret", "x");
		assertThat(failure(this.client.devices().list(DeviceQuery.all()))).hasMessageNotContaining("s3cret");
		respond(200, "s3cret", "x");
		assertThat(failure(this.client.devices().list(DeviceQuery.all()))).hasMessageNotContaining("s3cret")
			.hasMessageContaining("an invalid content type");
	}

	/**
	 * A call of a service without a result.
	 */
	@FunctionalInterface
	interface Write {

		Mono<Void> send(M2xClient client);

	}

}
