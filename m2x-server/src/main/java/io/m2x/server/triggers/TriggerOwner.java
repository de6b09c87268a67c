package io.m2x.server.triggers;

import io.m2x.server.access.Kind;
import io.m2x.server.web.ApiRequest;

/**
 * Whose values a trigger watches.
 *
 * @param kind a device, or a distribution for all devices in it
 * @param row the row of the owner
 * @param id the id of the owner on the wire
 */
record TriggerOwner(Kind kind, long row, String id) {

	boolean isDevice() {
		return this.kind == Kind.DEVICE;
	}

	// Return the column of a trigger that names its owner.
	String column() {
		return this.kind.column();
	}

	String url(Trigger trigger, ApiRequest request) {
		return request.url(this.kind.segment(), this.id, "triggers", trigger.id());
	}

}
