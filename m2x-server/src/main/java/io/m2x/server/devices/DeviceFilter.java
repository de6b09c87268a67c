package io.m2x.server.devices;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.commands.SentCommandFilter;
import io.m2x.server.metadata.MetadataFilter;
import io.m2x.server.store.SqlConditions;
import io.m2x.server.streams.StreamFilter;
import io.m2x.server.triggers.TriggerFilter;
import io.m2x.server.web.Fields;

/**
 * The filter and order of a list of devices.
 *
 * @param conditions the conditions on the table {@code d}
 * @param order the order
 */
record DeviceFilter(SqlConditions conditions, DeviceOrder order) {

	// Find out which of an account's devices are wanted, and their order.
	static DeviceFilter resolve(Fields fields, long account, AccountResources resources) {
		DeviceFilter filter = ordered(fields, account);
		filter.readShared(fields);
		MembershipFilter.resolve(fields, filter.conditions, account, resources);
		TriggerFilter.read(fields, filter.conditions, "d.id", "d.distribution_id");
		SentCommandFilter.read(fields, filter.conditions, "d.id");
		return filter;
	}

	// Read which public devices are wanted, and their order. Only what everybody may read
	// of a public device can be searched for.
	static DeviceFilter readCatalog(Fields fields) {
		DeviceFilter filter = new DeviceFilter(new SqlConditions(), DeviceOrder.ofCatalog(fields));
		filter.conditions.add("d.visibility = 'public'");
		filter.readShared(fields);
		return filter;
	}

	// Read the order of all devices of an account.
	static DeviceFilter ordered(Fields fields, long account) {
		DeviceFilter filter = new DeviceFilter(new SqlConditions(), DeviceOrder.ofAccount(fields));
		filter.conditions.addEqual("d.account_id", account);
		return filter;
	}

	private void readShared(Fields fields) {
		AttributeFilter.read(fields, this.conditions);
		StreamFilter.read(fields, this.conditions, "d.id");
		MetadataFilter.read(fields, this.conditions, Kind.DEVICE, "d.id");
		LocationFilter.read(fields, this.conditions);
	}

	// Leave only the devices of a distribution.
	DeviceFilter inDistribution(long distribution) {
		this.conditions.addEqual("d.distribution_id", distribution);
		return this;
	}

	// Select the devices of a collection, and those of its descendants when asked to.
	DeviceFilter inCollection(long collection, boolean below) {
		MembershipFilter.inCollection(this.conditions, collection, below);
		return this;
	}

}
