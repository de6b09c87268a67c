package io.m2x.server.locations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceScope;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.AnonymousAccess;
import io.m2x.server.web.Replies;

/**
 * Answers requests for the location of a device.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID + "/location", DeviceAccess.BY_SERIAL + "/location" })
final class LocationsController {

	private static final int DEFAULT_WAYPOINTS = 30;

	private static final int MAX_WAYPOINTS = 1000;

	private final DeviceAccess access;

	private final LocationStore store;

	private final Transactions transactions;

	LocationsController(DeviceAccess access, LocationStore store, Transactions transactions) {
		this.access = access;
		this.store = store;
		this.transactions = transactions;
	}

	@AnonymousAccess
	@GetMapping
	ResponseEntity<Object> view(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toRead(caller, request);
		List<Location> waypoints = this.store.newest(scope.device(), DEFAULT_WAYPOINTS);
		if (waypoints.isEmpty()) {
			return Replies.noContent();
		}
		Location current = waypoints.get(0);
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("name", current.name());
		body.put("latitude", current.latitude());
		body.put("longitude", current.longitude());
		body.put("elevation", current.elevation());
		body.put("timestamp", current.timestamp());
		body.put("waypoints", waypoints);
		return ResponseEntity.ok(body);
	}

	@PutMapping
	ResponseEntity<Map<String, Object>> update(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toWrite(caller, request);
		Fields fields = request.fields();
		long now = System.currentTimeMillis();
		@Nullable LocationUpdate update = LocationUpdate.read(fields, now);
		fields.check();
		if (update != null) {
			this.transactions.write(() -> {
				this.access.lock(scope);
				this.store.add(scope.device(), update);
				this.access.touch(scope, now);
			});
		}
		return Replies.accepted();
	}

	@AnonymousAccess
	@GetMapping("/waypoints")
	Map<String, List<Location>> waypoints(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toRead(caller, request);
		Fields fields = request.fields();
		String parameter = (fields.has("length") && !fields.has("limit")) ? "length" : "limit";
		int limit = fields.limit(parameter, DEFAULT_WAYPOINTS, MAX_WAYPOINTS);
		fields.check();
		return Map.of("waypoints", this.store.newest(scope.device(), limit));
	}

	@DeleteMapping("/waypoints")
	ResponseEntity<Object> delete(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toWrite(caller, request);
		Fields fields = request.fields();
		fields.require("from", "end");
		Long from = fields.time("from");
		Long end = fields.time("end");
		fields.check();
		if (from != null && end != null) {
			this.transactions.writeInParts(() -> {
				this.access.lock(scope);
				return this.store.deleteOldest(scope.device(), from, end);
			});
		}
		return Replies.noContent();
	}

}
