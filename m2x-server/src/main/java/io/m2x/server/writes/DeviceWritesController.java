package io.m2x.server.writes;

import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.security.Caller;
import io.m2x.server.security.PresumedCaller;
import io.m2x.server.streams.KnownStream;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Responses;

/**
 * Handles requests that bring values of several streams of a device.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID, DeviceAccess.BY_SERIAL })
final class DeviceWritesController {

	private final WriteQueue queue;

	DeviceWritesController(WriteQueue queue) {
		this.queue = queue;
	}

	@PresumedCaller
	@PostMapping("/update")
	Mono<ResponseEntity<Map<String, Object>>> update(Caller caller, ApiRequest request) {
		long now = System.currentTimeMillis();
		return this.queue
			.add(caller, request, (destination) -> read(request, destination.all(), now, UpdateReader::readUpdate))
			.thenReturn(Responses.accepted());
	}

	@PresumedCaller
	@PostMapping("/updates")
	Mono<ResponseEntity<Map<String, Object>>> updates(Caller caller, ApiRequest request) {
		long now = System.currentTimeMillis();
		return this.queue.add(caller, request, (destination) -> {
			Map<String, KnownStream> streams = destination.all();
			@Nullable Sent plain = request.tokens((parser) -> new BulkReader(parser, now).readUpdates(streams));
			return (plain != null) ? plain : read(request, streams, now, UpdateReader::readUpdates);
		}).thenReturn(Responses.accepted());
	}

	private static Sent read(ApiRequest request, Map<String, KnownStream> streams, long now,
			Consumer<UpdateReader> form) {
		Fields fields = request.fields();
		UpdateReader reader = new UpdateReader(fields, streams, now);
		form.accept(reader);
		fields.check();
		return reader.sent();
	}

}
