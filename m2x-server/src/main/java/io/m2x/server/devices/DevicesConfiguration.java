package io.m2x.server.devices;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.locations.LocationStore;
import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.security.AccountResources;
import io.m2x.server.security.ApiKeys;
import io.m2x.server.security.DeviceAccess;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.tags.TagStore;

/**
 * Serves devices.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class DevicesConfiguration {

	@Bean
	DeviceStore m2xDeviceStore(JdbcClient jdbc) {
		return new DeviceStore(jdbc);
	}

	@Bean
	CollectionMembers m2xCollectionMembers(JdbcClient jdbc) {
		return new CollectionMembers(jdbc);
	}

	@Bean
	DeviceViews m2xDeviceViews(DeviceStore devices, TagStore tags, MetadataStore metadata, StreamStore streams,
			CollectionMembers members) {
		return new DeviceViews(devices, tags, metadata, streams, members);
	}

	@Bean
	DeviceLists m2xDeviceLists(DeviceStore devices, DeviceViews views, AccountResources resources,
			Transactions transactions) {
		return new DeviceLists(devices, views, resources, transactions);
	}

	@Bean
	DeviceListsController m2xDeviceListsController(DeviceLists lists) {
		return new DeviceListsController(lists);
	}

	@Bean
	DeviceEditor m2xDeviceEditor(DeviceStore devices, TagStore tags, MetadataStore metadata, StreamStore streams,
			CollectionMembers members, AccountResources resources, ApiKeys keys, JdbcClient jdbc) {
		return new DeviceEditor(devices, tags, metadata, streams, members, resources, keys, new TriggerCopies(jdbc));
	}

	@Bean
	DevicesController m2xDevicesController(DeviceAccess access, DeviceStore devices, DeviceViews views,
			DeviceEditor editor, StreamStore streams, LocationStore locations, Transactions transactions) {
		return new DevicesController(access, devices, views, editor, streams, locations, transactions);
	}

}
