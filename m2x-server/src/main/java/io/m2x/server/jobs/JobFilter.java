package io.m2x.server.jobs;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.server.access.Kind;
import io.m2x.server.collections.CollectionMembers;
import io.m2x.server.devices.DistributionMembers;
import io.m2x.server.security.Caller;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.Fields;

/**
 * Selects jobs, only those that the caller may see.
 *
 * @param condition the condition on the table of jobs
 * @param parameters the parameters of the condition
 */
record JobFilter(String condition, Map<String, Object> parameters) {

	private static final int ID_LENGTH = 250;

	// The key to some devices sees their jobs. A stream's key sees none: results hold
	// other streams too.
	static JobFilter visible(Caller caller) {
		if (caller.stream() != null) {
			throw ApiException.forbidden();
		}
		if (caller.device() != null) {
			return of("device_id = :own", caller.device());
		}
		if (caller.collection() != null) {
			return of("device_id IN (" + CollectionMembers.devicesBelow(":own") + ")", caller.collection());
		}
		if (caller.distribution() != null) {
			return of("device_id IN (" + DistributionMembers.devices(":own") + ")", caller.distribution());
		}
		return of("account_id = :own", caller.requireMaster());
	}

	private static JobFilter of(String condition, long own) {
		return new JobFilter(condition, Map.of("own", own));
	}

	// Narrow the jobs down by the fields of a request.
	JobFilter read(Fields fields) {
		@Nullable String state = fields.choice("state", JobState.words());
		@Nullable String device = fields.text("device", ID_LENGTH);
		JobFilter filter = (state != null) ? and("state = :state", "state", state) : this;
		return (device != null) ? filter.and("device_id = " + Kind.DEVICE.rowOf(":device"), "device", device) : filter;
	}

	JobFilter and(String further, String name, Object value) {
		Map<String, Object> all = new HashMap<>(this.parameters);
		all.put(name, value);
		return new JobFilter(this.condition + " AND " + further, all);
	}

}
