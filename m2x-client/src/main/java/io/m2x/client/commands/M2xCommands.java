package io.m2x.client.commands;

import java.util.Map;

import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.internal.Pages;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.Page;

/**
 * Commands: an account sends them, devices fetch and acknowledge them.
 * <p>
 * What an account does needs a master key. What a device does needs its primary key, the
 * {@code key} of the device, or a master key.
 *
 * @since 0.1.0
 */
public class M2xCommands {

	static {
		PackageAccess.register(M2xCommands.class, M2xCommands::new);
	}

	private static final ResourcePath ALL = ResourcePath.of("/commands");

	private static final String COMMAND = "/commands/{command}";

	private final M2xTransport transport;

	M2xCommands(M2xTransport transport) {
		this.transport = transport;
	}

	/**
	 * Send a command; needs a master key.
	 * @param command what to send
	 * @return the id of the command, when M2X has accepted it
	 */
	public Mono<String> send(SendCommand command) {
		return this.transport.request("commands.send", HttpMethod.POST, ALL).body(command).retrieveLocationId();
	}

	/**
	 * Return a page of the commands that the account has sent; needs a master key.
	 * @param query which commands; without a status
	 * @return the page, with status counts but without data
	 */
	public Mono<Page<SentCommand>> list(CommandQuery query) {
		Assert.isNull(query.status(), "Only the commands of one device can be asked for by their status");
		return query.addTo(this.transport.request("commands.list", HttpMethod.GET, ALL))
			.retrievePage("commands", SentCommand.class);
	}

	/**
	 * Return all commands that the account has sent, from the page of the query on; needs
	 * a master key.
	 * <p>
	 * A page is asked for when the commands of the one before are used up. Unless the
	 * query says otherwise the oldest come first, so that none is missed or repeated
	 * while further ones are sent.
	 * @param query which commands; without a status
	 * @return the commands, with status counts but without data
	 */
	public Flux<SentCommand> listAll(CommandQuery query) {
		CommandQuery walk = query.forWalk();
		return Pages.all("commands.list", query.page(), (page) -> list(walk.withPage(page)));
	}

	/**
	 * Return a command that the account has sent; needs a master key.
	 * @param commandId the id of the command
	 * @return the command with what became of it at each device
	 */
	public Mono<SentCommand> view(String commandId) {
		return this.transport.request("commands.view", HttpMethod.GET, ResourcePath.of(COMMAND, commandId))
			.retrieve(SentCommand.class);
	}

	/**
	 * Return a page of the commands that a device has received.
	 * @param device the device
	 * @param query which commands
	 * @return the page; the commands have no data
	 */
	public Mono<Page<Command>> listForDevice(DeviceRef device, CommandQuery query) {
		return query
			.addTo(this.transport.request("commands.list-for-device", HttpMethod.GET,
					ResourcePath.ofDevice(device, "/commands")))
			.retrievePage("commands", Command.class);
	}

	/**
	 * Return all commands that a device has received, from the page of the query on.
	 * <p>
	 * A page is asked for when the commands of the one before are used up. Unless the
	 * query says otherwise the oldest come first. Whoever asks for pending commands and
	 * acknowledges them on the way should collect them first: each one acknowledged makes
	 * the list shorter, and the next page then begins too late.
	 * @param device the device
	 * @param query which commands
	 * @return the commands, without data
	 */
	public Flux<Command> listAllForDevice(DeviceRef device, CommandQuery query) {
		CommandQuery walk = query.forWalk();
		return Pages.all("commands.list-for-device", query.page(),
				(page) -> listForDevice(device, walk.withPage(page)));
	}

	/**
	 * Return a command that a device has received.
	 * @param device the device
	 * @param commandId the id of the command
	 * @return the command with its data
	 */
	public Mono<Command> viewForDevice(DeviceRef device, String commandId) {
		return ofDevice("commands.view-for-device", HttpMethod.GET, device, "", commandId).retrieve(Command.class);
	}

	/**
	 * Acknowledge that a device has carried a command out. A command can be acknowledged
	 * once; the second time is a conflict.
	 * @param device the device
	 * @param commandId the id of the command
	 * @param responseData what the device answers, empty for nothing
	 * @return completes when M2X knows
	 */
	public Mono<Void> process(DeviceRef device, String commandId, Map<String, String> responseData) {
		return ofDevice("commands.process", HttpMethod.POST, device, "/process", commandId).body(responseData)
			.retrieve();
	}

	/**
	 * Acknowledge that a device refuses a command. A command can be acknowledged once;
	 * the second time is a conflict.
	 * @param device the device
	 * @param commandId the id of the command
	 * @param responseData what the device answers, such as the reason; empty for nothing
	 * @return completes when M2X knows
	 */
	public Mono<Void> reject(DeviceRef device, String commandId, Map<String, String> responseData) {
		return ofDevice("commands.reject", HttpMethod.POST, device, "/reject", commandId).body(responseData).retrieve();
	}

	private M2xRequest ofDevice(String operation, HttpMethod method, DeviceRef device, String rest, String commandId) {
		return this.transport.request(operation, method, ResourcePath.ofDevice(device, COMMAND + rest, commandId));
	}

}
