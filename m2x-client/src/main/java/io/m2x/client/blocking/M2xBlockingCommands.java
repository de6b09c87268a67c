package io.m2x.client.blocking;

import java.util.Map;
import java.util.stream.Stream;

import io.m2x.client.commands.Command;
import io.m2x.client.commands.CommandQuery;
import io.m2x.client.commands.M2xCommands;
import io.m2x.client.commands.SendCommand;
import io.m2x.client.commands.SentCommand;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.Page;

/**
 * Blocking twin of {@link M2xCommands}: commands.
 *
 * @since 0.1.0
 */
public interface M2xBlockingCommands {

	/**
	 * Send a command; needs a master key.
	 * @param command what to send
	 * @return the id of the command, once M2X has accepted it
	 */
	String send(SendCommand command);

	/**
	 * Return a page of the commands that the account has sent; needs a master key.
	 * @param query which commands; without a status
	 * @return the page, with status counts but without data
	 */
	Page<SentCommand> list(CommandQuery query);

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
	Stream<SentCommand> listAll(CommandQuery query);

	/**
	 * Return a command that the account has sent; needs a master key.
	 * @param commandId the id of the command
	 * @return the command with its status at each device
	 */
	SentCommand view(String commandId);

	/**
	 * Return a page of the commands that a device has received.
	 * @param device the device
	 * @param query which commands
	 * @return the page; the commands have no data
	 */
	Page<Command> listForDevice(DeviceRef device, CommandQuery query);

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
	Stream<Command> listAllForDevice(DeviceRef device, CommandQuery query);

	/**
	 * Return a command that a device has received.
	 * @param device the device
	 * @param commandId the id of the command
	 * @return the command with its data
	 */
	Command viewForDevice(DeviceRef device, String commandId);

	/**
	 * Acknowledge that a device has carried out a command. A command can be acknowledged
	 * only once; the second time is a conflict.
	 * @param device the device
	 * @param commandId the id of the command
	 * @param responseData the response of the device; empty for none
	 */
	void process(DeviceRef device, String commandId, Map<String, String> responseData);

	/**
	 * Acknowledge that a device rejects a command. A command can be acknowledged only
	 * once; the second time is a conflict.
	 * @param device the device
	 * @param commandId the id of the command
	 * @param responseData the response of the device, such as the reason; empty for none
	 */
	void reject(DeviceRef device, String commandId, Map<String, String> responseData);

}
