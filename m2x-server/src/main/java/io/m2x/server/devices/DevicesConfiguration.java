package io.m2x.server.devices;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.KnownDevices;
import io.m2x.server.collections.CollectionMembers;
import io.m2x.server.keys.PrimaryKeys;
import io.m2x.server.locations.CurrentLocations;
import io.m2x.server.locations.LocationStore;
import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.streams.StreamValues;
import io.m2x.server.tags.TagStore;
import io.m2x.server.triggers.TriggerCopies;
import io.m2x.server.triggers.WatchedDevices;

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
	KnownDevices m2xKnownDevices(JdbcClient jdbc) {
		return new StoredDevices(jdbc);
	}

	@Bean
	CurrentLocations m2xCurrentLocations(JdbcClient jdbc) {
		return new StoredCurrentLocations(jdbc);
	}

	@Bean
	WatchedDevices m2xWatchedDevices(JdbcClient jdbc) {
		return new StoredWatchedDevices(jdbc);
	}

	@Bean
	DistributionMembers m2xDistributionMembers(JdbcClient jdbc) {
		return new DistributionMembers(jdbc);
	}

	@Bean
	DeviceNames m2xDeviceNames(JdbcClient jdbc) {
		return new DeviceNames(jdbc);
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
	DeviceListsController m2xDeviceListsController(DeviceLists lists, AccountResources resources) {
		return new DeviceListsController(lists, resources);
	}

	@Bean
	DeviceEditor m2xDeviceEditor(DeviceStore devices, TagStore tags, MetadataStore metadata, StreamStore streams,
			CollectionMembers members, AccountResources resources, PrimaryKeys keys, TriggerCopies triggers) {
		return new DeviceEditor(devices, tags, metadata, streams, members, resources, keys, triggers);
	}

	@Bean
	DevicesController m2xDevicesController(DeviceAccess access, DeviceStore devices, DeviceViews views,
			DeviceEditor editor, TagStore tags, StreamStore streams, StreamValues values, LocationStore locations,
			Transactions transactions) {
		return new DevicesController(access, devices, views, editor, tags, streams, values, locations, transactions);
	}

}
