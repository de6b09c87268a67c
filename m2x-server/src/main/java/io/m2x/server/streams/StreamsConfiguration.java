package io.m2x.server.streams;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.store.Transactions;

/**
 * Serves the streams of devices.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class StreamsConfiguration {

	@Bean
	StreamStore m2xStreamStore(JdbcClient jdbc) {
		return new StreamStore(jdbc);
	}

	@Bean
	StreamAccess m2xStreamAccess(DeviceAccess devices, StreamStore store) {
		return new StreamAccess(devices, store);
	}

	@Bean
	StreamsController m2xStreamsController(DeviceAccess devices, StreamAccess access, StreamStore store,
			StreamValues values, Transactions transactions) {
		return new StreamsController(devices, access, store, values, transactions);
	}

}
