package io.m2x.server.values;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.locations.LocationStore;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.StreamAccess;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.triggers.TriggerEvaluator;

/**
 * Serves the values of streams.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class ValuesConfiguration {

	@Bean
	ValueStore m2xValueStore(JdbcClient jdbc, JdbcTemplate batches, StreamStore streams) {
		return new ValueStore(jdbc, batches, streams);
	}

	@Bean
	ValuePages m2xValuePages(JdbcClient jdbc) {
		return new ValuePages(jdbc);
	}

	@Bean
	ValueCurve m2xValueCurve(JdbcClient jdbc) {
		return new ValueCurve(jdbc);
	}

	@Bean
	ValueWriter m2xValueWriter(DeviceAccess devices, StreamAccess streams, StreamStore store, ValueStore values,
			LocationStore locations, TriggerEvaluator triggers, Transactions transactions) {
		return new ValueWriter(devices, streams, store, values, locations, triggers, transactions);
	}

	@Bean
	StreamValuesController m2xStreamValuesController(StreamAccess access, ValueStore store, ValueWriter writer) {
		return new StreamValuesController(access, store, writer);
	}

	@Bean
	DeviceValuesController m2xDeviceValuesController(DeviceAccess access, StreamStore streams, ValueStore store,
			ValueWriter writer, Transactions transactions) {
		return new DeviceValuesController(access, streams, new ValueRows(store, transactions), writer);
	}

}
