package io.m2x.server.jobs;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.server.security.Caller;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.Fields;

/**
 * Which jobs are meant: never more than the caller may see.
 *
 * @param condition the condition on the table of jobs
 * @param parameters the parameters of the condition
 */
record JobFilter(String condition, Map<String, Object> parameters) {

	private static final int ID_LENGTH = 250;

	// A device's key sees the jobs of its device. A stream's key sees none: results hold
	// other streams too.
	static JobFilter visible(Caller caller) {
		Map<String, Object> parameters = new HashMap<>();
		@Nullable Long device = caller.device();
		if (device == null) {
			parameters.put("account", caller.requireMaster());
			return new JobFilter("account_id = :account", parameters);
		}
		if (caller.stream() != null) {
			throw ApiException.forbidden();
		}
		parameters.put("own", device);
		return new JobFilter("device_id = :own", parameters);
	}

	// Narrow the jobs down by the fields of a request.
	JobFilter read(Fields fields) {
		@Nullable String state = fields.choice("state", JobState.words());
		@Nullable String device = fields.text("device", ID_LENGTH);
		JobFilter filter = (state != null) ? and("state = :state", "state", state) : this;
		return (device != null)
				? filter.and("device_id IN (SELECT d.id FROM devices d WHERE d.public_id = :device)", "device", device)
				: filter;
	}

	JobFilter and(String further, String name, Object value) {
		Map<String, Object> all = new HashMap<>(this.parameters);
		all.put(name, value);
		return new JobFilter(this.condition + " AND " + further, all);
	}

}
