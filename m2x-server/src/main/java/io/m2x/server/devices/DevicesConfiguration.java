package io.m2x.server.devices;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.security.ApiKeys;
import io.m2x.server.security.DeviceAccess;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.StreamStore;

/**
 * Serves devices.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class DevicesConfiguration {

	@Bean
	DeviceStore m2xDeviceStore(JdbcClient jdbc, JdbcTemplate batches) {
		return new DeviceStore(jdbc, batches);
	}

	@Bean
	DeviceViews m2xDeviceViews(DeviceStore devices, MetadataStore metadata, StreamStore streams) {
		return new DeviceViews(devices, metadata, streams);
	}

	@Bean
	DeviceLists m2xDeviceLists(DeviceStore devices, DeviceViews views, Transactions transactions) {
		return new DeviceLists(devices, views, transactions);
	}

	@Bean
	DeviceEditor m2xDeviceEditor(DeviceStore devices, MetadataStore metadata, StreamStore streams, ApiKeys keys,
			JdbcClient jdbc) {
		return new DeviceEditor(devices, metadata, streams, keys, new TriggerCopies(jdbc));
	}

	@Bean
	DevicesController m2xDevicesController(DeviceAccess access, DeviceStore devices, DeviceLists lists,
			DeviceViews views, DeviceEditor editor, StreamStore streams, Transactions transactions) {
		return new DevicesController(access, devices, lists, views, editor, streams, transactions);
	}

}
