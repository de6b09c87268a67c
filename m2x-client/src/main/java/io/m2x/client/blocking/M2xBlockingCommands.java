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
	 * @return the id of the command, when M2X has accepted it
	 */
	String send(SendCommand command);

	/**
	 * Return a page of the commands that the account has sent; needs a master key.
	 * @param query which commands; without a status
	 * @return the page, with status counts but without data
	 */
	Page<SentCommand> list(CommandQuery query);

	/**
	 * Return all commands that the account has sent, from the page of the query on;
	 * needs a master key.
	 * <p>
	 * A page is asked for when the commands of the one before are used up. Unless the
	 * query says otherwise the oldest come first, so that none is missed or repeated
	 * while further ones are sent.
	 * @param query which commands; without a status
	 * @return the commands, with status counts but without data
	 */
	Stream<SentCommand> listAll(CommandQuery query);

	/**
	 * Return a command that the account has sent; needs a master key.
	 * @param commandId the id of the command
	 * @return the command with what became of it at each device
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
	 * Return all commands that a device has received, from the page of the query on.
	 * <p>
	 * A page is asked for when the commands of the one before are used up. Unless the
	 * query says otherwise the oldest come first. Whoever asks for pending commands
	 * and acknowledges them on the way should collect them first: each one
	 * acknowledged makes the list shorter, and the next page then begins too late.
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
	 * Acknowledge that a device has carried a command out. A command can be
	 * acknowledged once; the second time is a conflict.
	 * @param device the device
	 * @param commandId the id of the command
	 * @param responseData what the device answers, empty for nothing
	 */
	void process(DeviceRef device, String commandId, Map<String, String> responseData);

	/**
	 * Acknowledge that a device refuses a command. A command can be acknowledged once;
	 * the second time is a conflict.
	 * @param device the device
	 * @param commandId the id of the command
	 * @param responseData what the device answers, such as the reason; empty for
	 * nothing
	 */
	void reject(DeviceRef device, String commandId, Map<String, String> responseData);

}
