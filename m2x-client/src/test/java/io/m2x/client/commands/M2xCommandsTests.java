package io.m2x.client.commands;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import io.m2x.client.StubServer;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.model.DeviceRef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class M2xCommandsTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final StubServer server = new StubServer();

	private final M2xCommands commands = this.server.client().commands();

	@AfterEach
	void close() {
		this.server.close();
	}

	private void respondWithLocation(String location) {
		this.server.respond((request, response) -> response.status(202)
			.header("Location", location)
			.sendString(Mono.just("{\"status\":\"accepted\"}")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost/v2/commands/201703ab", "/v2/commands/201703ab/", "/commands/201703ab" })
	void idComesFromTheLocation(String location) {
		respondWithLocation(location);
		assertThat(this.commands.send(SendCommand.toDevices("OPEN", "d1")).block(LIMIT)).isEqualTo("201703ab");
		assertThat(this.server.last().body()).isEqualTo("{\"name\":\"OPEN\",\"targets\":{\"devices\":[\"d1\"]}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "http://", "/", "?a=b" })
	void locationWithoutIdIsFailure(String location) {
		respondWithLocation(location);
		assertThatExceptionOfType(M2xTransportException.class)
			.isThrownBy(() -> this.commands.send(SendCommand.toDevices("OPEN", "d1")).block(LIMIT))
			.withMessageContaining("commands.send")
			.withMessageContaining("Location");
	}

	@Test
	void missingLocationIsFailure() {
		this.server.respond(202, "{\"status\":\"accepted\"}");
		assertThatExceptionOfType(M2xTransportException.class)
			.isThrownBy(() -> this.commands.send(SendCommand.toDevices("OPEN", "d1")).block(LIMIT))
			.withMessageContaining("Location");
	}

	@Test
	void targetsAndDataAreSent() {
		respondWithLocation("/c");
		this.commands
			.send(SendCommand.toCollections("OPEN", "c1")
				.andToCollections("c2")
				.andToDevices("d1", "d2")
				.withData(Map.of("angle", "40")))
			.block(LIMIT);
		assertThat(this.server.last().body()).isEqualTo("{\"name\":\"OPEN\",\"data\":{\"angle\":\"40\"},"
				+ "\"targets\":{\"devices\":[\"d1\",\"d2\"],\"collections\":[\"c1\",\"c2\"]}}");
		assertThat(this.server.last().method()).isEqualTo("POST");
		assertThat(this.server.last().uri()).isEqualTo("/v2/commands");
	}

	@Test
	void commandWithoutNameOrTargetIsRefusedAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> SendCommand.toDevices(" ", "d1"));
		assertThatIllegalArgumentException().isThrownBy(() -> SendCommand.toDevices("OPEN"));
		assertThatIllegalArgumentException().isThrownBy(() -> SendCommand.toCollections("OPEN"));
	}

	@Test
	void statusIsForListsOfDevicesOnly() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.commands.list(CommandQuery.pending()));
		assertThatIllegalArgumentException().isThrownBy(() -> CommandQuery.latest().withStatus(CommandStatus.UNKNOWN));
		assertThatIllegalArgumentException().isThrownBy(() -> CommandQuery.latest().withLimit(0));
		assertThatIllegalArgumentException().isThrownBy(() -> CommandQuery.latest().withPage(0));
	}

	@Test
	void oldAndUnknownWordsForStatusAreRead() {
		this.server.respond(200, """
				{"commands": [{"id": "1", "name": "A", "status": "sent"}, {"id": "2", "name": "B", "status": "lost"},
				{"id": "3", "name": "C", "status": "pending", "response_data": {"a": null, "b": "c"}, "new": 1},
				{"id": "4", "name": "D", "status": null}]}""");
		assertThat(this.commands.listForDevice(DeviceRef.id("d1"), CommandQuery.latest()).block(LIMIT).items())
			.extracting(Command::status)
			.containsExactly(CommandStatus.PENDING, CommandStatus.UNKNOWN, CommandStatus.PENDING, null);
		assertThat(this.commands.listForDevice(DeviceRef.id("d1"), CommandQuery.latest())
			.block(LIMIT)
			.items()
			.get(2)
			.responseData()).isEqualTo(Map.of("b", "c"));
	}

	@Test
	void countsUnderAnotherNameAreRead() {
		this.server.respond(200, """
				{"commands": [{"id": "1", "name": "A", "status_counts": {"processed": 1, "rejected": 2, "accepted": 3}},
				{"id": "2", "name": "B"}]}""");
		List<SentCommand> items = this.commands.list(CommandQuery.latest()).block(LIMIT).items();
		assertThat(items.get(0).statusCounts()).isEqualTo(new StatusCounts(1, 2, 3));
		assertThat(items.get(1).statusCounts()).isNull();
	}

	@Test
	void acknowledgementWithoutDataIsAnEmptyObject() {
		this.server.respond((request, response) -> response.status(204).send());
		this.commands.process(DeviceRef.id("d1"), "c1", Map.of()).block(LIMIT);
		assertThat(this.server.last().body()).isEqualTo("{}");
		assertThat(this.server.last().uri()).isEqualTo("/v2/devices/d1/commands/c1/process");
		this.commands.reject(DeviceRef.id("d1"), "c1", Map.of("why", "stuck")).block(LIMIT);
		assertThat(this.server.last().body()).isEqualTo("{\"why\":\"stuck\"}");
		assertThat(this.server.last().uri()).isEqualTo("/v2/devices/d1/commands/c1/reject");
	}

}
