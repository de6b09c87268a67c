package io.m2x.client.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import io.m2x.client.M2xClient;
import io.m2x.client.commands.Command;
import io.m2x.client.commands.CommandDelivery;
import io.m2x.client.commands.CommandQuery;
import io.m2x.client.commands.CommandStatus;
import io.m2x.client.commands.SendCommand;
import io.m2x.client.commands.SentCommand;
import io.m2x.client.commands.StatusCounts;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.error.M2xConflictException;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.Page;
import io.m2x.client.model.SortDirection;

import static org.assertj.core.api.Assertions.assertThat;

class CommandsContractTests extends ContractTests {

	private final String name = unique("OPEN");

	private String send(Device... devices) {
		String[] ids = List.of(devices).stream().map(Device::id).toArray(String[]::new);
		return get(this.client.commands().send(SendCommand.toDevices(this.name, ids).withData(Map.of("angle", "40"))));
	}

	@Test
	void sentCommandIsKnownByItsIdOnBothSides() {
		Device device = newDevice();
		Device other = newDevice();
		String id = send(device, other);
		assertThat(id).matches("\\d{6}[0-9a-f]{32}");
		SentCommand sent = get(this.client.commands().view(id));
		assertThat(sent.id()).isEqualTo(id);
		assertThat(sent.url()).hasToString(SERVER.url() + "/commands/" + id);
		assertThat(sent.name()).isEqualTo(this.name);
		assertThat(sent.data()).isEqualTo(Map.of("angle", "40"));
		assertThat(sent.sentAt()).isNotNull();
		assertThat(sent.statusCounts()).isNull();
		CommandDelivery pending = new CommandDelivery(CommandStatus.PENDING, null, Map.of());
		assertThat(sent.deliveries()).isEqualTo(Map.of(device.id(), pending, other.id(), pending));
		Command received = get(as(device).commands().viewForDevice(device.ref(), id));
		assertThat(received).isEqualTo(new Command(id, received.url(), this.name, Map.of("angle", "40"), sent.sentAt(),
				CommandStatus.PENDING, null, Map.of()));
		assertThat(received.url()).hasToString(SERVER.url() + "/devices/" + device.id() + "/commands/" + id);
	}

	@Test
	void responsesOfDevicesReachTheAccount() {
		Device first = newDevice();
		Device second = newDevice();
		Device third = newDevice();
		String id = send(first, second, third);
		get(as(first).commands().process(first.ref(), id, Map.of("took_ms", "220")));
		get(as(second).commands().reject(second.ref(), id, Map.of()));
		SentCommand sent = get(this.client.commands().view(id));
		CommandDelivery processed = sent.deliveries().get(first.id());
		assertThat(processed.status()).isEqualTo(CommandStatus.PROCESSED);
		assertThat(processed.receivedAt()).isAfterOrEqualTo(sent.sentAt());
		assertThat(processed.responseData()).isEqualTo(Map.of("took_ms", "220"));
		assertThat(sent.deliveries().get(second.id()).status()).isEqualTo(CommandStatus.REJECTED);
		SentCommand summary = get(this.client.commands().list(CommandQuery.latest().withName(this.name))).items()
			.get(0);
		assertThat(summary.statusCounts()).isEqualTo(new StatusCounts(1, 1, 1));
		assertThat(summary.data()).isEmpty();
		assertThat(summary.deliveries()).isEmpty();
		Command received = get(as(first).commands().viewForDevice(first.ref(), id));
		assertThat(received.status()).isEqualTo(CommandStatus.PROCESSED);
		assertThat(received.responseData()).isEqualTo(Map.of("took_ms", "220"));
		assertThat(received.receivedAt()).isEqualTo(processed.receivedAt());
	}

	@Test
	void secondAcknowledgementIsConflict() {
		Device device = newDevice();
		String id = send(device);
		get(this.client.commands().process(device.ref(), id, Map.of()));
		M2xConflictException conflict = failure(M2xConflictException.class,
				this.client.commands().reject(device.ref(), id, Map.of()));
		assertThat(conflict.error()).isEqualTo("Status Conflict");
		assertThat(conflict.getMessage()).contains("commands.reject");
	}

	@Test
	void listsAreFilteredOrderedAndPaged() {
		Device device = newDevice();
		List<String> ids = List.of(send(device), send(device), send(device));
		CommandQuery mine = CommandQuery.latest().withName(this.name);
		Page<SentCommand> first = get(this.client.commands().list(mine.withLimit(2)));
		assertThat(first.items()).extracting(SentCommand::id).containsExactly(ids.get(2), ids.get(1));
		assertThat(first.total()).isEqualTo(3);
		assertThat(first.pages()).isEqualTo(2);
		assertThat(get(this.client.commands().list(mine.withLimit(2).withPage(2))).items()).extracting(SentCommand::id)
			.containsExactly(ids.get(0));
		assertThat(get(this.client.commands().list(mine.withDirection(SortDirection.ASC))).items())
			.extracting(SentCommand::id)
			.isEqualTo(ids);
		Instant sentAt = first.items().get(0).sentAt();
		assertThat(get(this.client.commands().list(mine.sentBetween(sentAt, sentAt))).items())
			.extracting(SentCommand::id)
			.contains(ids.get(2));
		assertThat(get(this.client.commands().list(mine.sentBetween(null, sentAt.minusSeconds(60)))).items()).isEmpty();
		assertThat(get(this.client.commands().list(CommandQuery.latest().withLimit(5000))).limit()).isEqualTo(1000);
	}

	@Test
	void walkThroughAllPagesMeetsEachCommandOnceThoughMoreAreSent() {
		Device device = newDevice();
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			ids.add(send(device));
		}
		CommandQuery small = CommandQuery.latest().withName(this.name).withLimit(2);
		StepVerifier.create(this.client.commands().listAll(small).map(SentCommand::id), 3)
			.expectNext(ids.get(0), ids.get(1), ids.get(2))
			.then(() -> ids.add(send(device)))
			.thenRequest(Long.MAX_VALUE)
			.expectNext(ids.get(3), ids.get(4))
			.thenConsumeWhile((id) -> id.equals(ids.get(5)))
			.verifyComplete();
		StepVerifier
			.create(this.client.commands()
				.listAllForDevice(device.ref(), small.withDirection(SortDirection.DESC))
				.map(Command::id))
			.expectNext(ids.get(5), ids.get(4), ids.get(3), ids.get(2), ids.get(1), ids.get(0))
			.verifyComplete();
	}

	@Test
	void deviceFindsItsPendingCommands() {
		String serial = unique("serial");
		Device device = get(this.client.devices().create(CreateDevice.named("Vent").withSerial(serial)));
		String done = send(device);
		String open = send(device);
		M2xClient own = as(device);
		get(own.commands().process(DeviceRef.serial(serial), done, Map.of()));
		Page<Command> pending = get(own.commands().listForDevice(DeviceRef.serial(serial), CommandQuery.pending()));
		assertThat(pending.items()).extracting(Command::id).containsExactly(open);
		assertThat(pending.items().get(0).data()).isEmpty();
		assertThat(pending.items().get(0).status()).isEqualTo(CommandStatus.PENDING);
		assertThat(get(
				own.commands().listForDevice(device.ref(), CommandQuery.latest().withStatus(CommandStatus.PROCESSED)))
			.items()).extracting(Command::id).containsExactly(done);
	}

	@Test
	void refusalsAreTold() {
		Device device = newDevice();
		Device other = newDevice();
		String id = send(device);
		M2xValidationException invalid = failure(M2xValidationException.class,
				this.client.commands().send(SendCommand.toDevices("N", "none").andToCollections("none")));
		assertThat(invalid.errors()).isEqualTo(Map.of("targets", List.of("not_found")));
		failure(M2xForbiddenException.class, as(device).commands().send(SendCommand.toDevices("N", device.id())));
		failure(M2xForbiddenException.class, as(other).commands().viewForDevice(device.ref(), id));
		assertThat(failure(M2xNotFoundException.class, this.client.commands().view("none")).error())
			.isEqualTo("Command Not Found");
		assertThat(failure(M2xNotFoundException.class, this.client.commands().viewForDevice(other.ref(), id)).error())
			.isEqualTo("Command Not Found");
	}

}
