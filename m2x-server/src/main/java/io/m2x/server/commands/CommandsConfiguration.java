package io.m2x.server.commands;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.DeviceAccess;
import io.m2x.server.store.Transactions;

/**
 * Serves commands, to the account that sends them and to the devices that receive them.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class CommandsConfiguration {

	@Bean
	CommandStore m2xCommandStore(JdbcClient jdbc) {
		return new CommandStore(jdbc);
	}

	@Bean
	CommandSender m2xCommandSender(JdbcClient jdbc, AccountResources resources) {
		return new CommandSender(jdbc, resources);
	}

	@Bean
	DeliveryStore m2xDeliveryStore(JdbcClient jdbc) {
		return new DeliveryStore(jdbc);
	}

	@Bean
	CommandsController m2xCommandsController(CommandStore store, CommandSender sender, Transactions transactions) {
		return new CommandsController(store, sender, transactions);
	}

	@Bean
	DeviceCommandsController m2xDeviceCommandsController(DeviceAccess access, CommandStore commands,
			DeliveryStore store, Transactions transactions) {
		return new DeviceCommandsController(access, commands, store, transactions);
	}

}
