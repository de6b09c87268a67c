package io.m2x.server.locations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceScope;
import io.m2x.server.security.Caller;
import io.m2x.server.security.PresumedCaller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.AnonymousAccess;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Responses;

/**
 * Handles requests for the location of a device.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID + "/location", DeviceAccess.BY_SERIAL + "/location" })
final class LocationsController {

	private static final int DEFAULT_WAYPOINTS = 30;

	private static final int MAX_WAYPOINTS = 1000;

	private final DeviceAccess access;

	private final LocationStore store;

	private final LocationWrites writes;

	private final Transactions transactions;

	LocationsController(DeviceAccess access, LocationStore store, LocationWrites writes, Transactions transactions) {
		this.writes = writes;
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
			return Responses.noContent();
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

	@PresumedCaller
	@PutMapping
	Mono<ResponseEntity<Map<String, Object>>> update(Caller caller, ApiRequest request) {
		long now = System.currentTimeMillis();
		return this.writes.add(caller, request, () -> {
			Fields fields = request.fields();
			@Nullable LocationUpdate update = LocationUpdate.read(fields, now);
			fields.check();
			return Objects.requireNonNull(update);
		}).thenReturn(Responses.accepted());
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
		return Responses.noContent();
	}

}
