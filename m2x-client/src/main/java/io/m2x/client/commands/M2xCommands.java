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
 * Sends commands on behalf of an account, and reads and acknowledges them on behalf of a
 * device.
 *
 * <pre>{@code
 * Mono<String> id = commands.send(SendCommand.toDevices("open-vent", deviceId));
 * Mono<Void> done = commands.process(device, commandId, Map.of("position", "90"));
 * }</pre>
 * <p>
 * Calls of an account need a master key. Calls of a device need its primary key, the
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
	 * @return the id of the command, once M2X has accepted it
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
		Assert.isNull(query.status(), "Only the commands of one device can be selected by 'status'");
		return query.addTo(this.transport.request("commands.list", HttpMethod.GET, ALL))
			.retrievePage("commands", SentCommand.class);
	}

	/**
	 * Return all commands that the account has sent, starting with the page of the query;
	 * needs a master key.
	 * <p>
	 * The next page is fetched when the commands of the current one are consumed. If a
	 * page can't be read, the error comes after the commands before it, and
	 * {@link io.m2x.client.error.M2xException#page()} returns the page to resume with.
	 * The oldest come first by default, so none is missed or duplicated while new ones
	 * are sent.
	 * @param query which commands; without a status
	 * @return the commands, with status counts but without data
	 */
	public Flux<SentCommand> listAll(CommandQuery query) {
		CommandQuery paged = query.forPaging();
		return Pages.all("commands.list", query.page(), (page) -> list(paged.withPage(page)));
	}

	/**
	 * Return a command that the account has sent; needs a master key.
	 * @param commandId the id of the command
	 * @return the command with its status at each device
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
	 * Return all commands that a device has received, starting with the page of the
	 * query.
	 * <p>
	 * The next page is fetched when the commands of the current one are consumed. If a
	 * page can't be read, the error comes after the commands before it, and
	 * {@link io.m2x.client.error.M2xException#page()} returns the page to resume with.
	 * The oldest come first by default. To acknowledge pending commands, collect all of
	 * them first: each acknowledged command shortens the list, so the next page would
	 * skip others.
	 * @param device the device
	 * @param query which commands
	 * @return the commands, without data
	 */
	public Flux<Command> listAllForDevice(DeviceRef device, CommandQuery query) {
		CommandQuery paged = query.forPaging();
		return Pages.all("commands.list-for-device", query.page(),
				(page) -> listForDevice(device, paged.withPage(page)));
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
	 * Acknowledge that a device has carried out a command. A command can be acknowledged
	 * only once; the second time is a conflict.
	 * @param device the device
	 * @param commandId the id of the command
	 * @param responseData the response of the device; empty for none
	 * @return completes when M2X has accepted the acknowledgement
	 */
	public Mono<Void> process(DeviceRef device, String commandId, Map<String, String> responseData) {
		return ofDevice("commands.process", HttpMethod.POST, device, "/process", commandId).body(responseData)
			.retrieve();
	}

	/**
	 * Acknowledge that a device rejects a command. A command can be acknowledged only
	 * once; the second time is a conflict.
	 * @param device the device
	 * @param commandId the id of the command
	 * @param responseData the response of the device, such as the reason; empty for none
	 * @return completes when M2X has accepted the acknowledgement
	 */
	public Mono<Void> reject(DeviceRef device, String commandId, Map<String, String> responseData) {
		return ofDevice("commands.reject", HttpMethod.POST, device, "/reject", commandId).body(responseData).retrieve();
	}

	private M2xRequest ofDevice(String operation, HttpMethod method, DeviceRef device, String rest, String commandId) {
		return this.transport.request(operation, method, ResourcePath.ofDevice(device, COMMAND + rest, commandId));
	}

}
