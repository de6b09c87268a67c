package io.m2x.server.writes;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.security.Caller;
import io.m2x.server.security.PresumedCaller;
import io.m2x.server.streams.KnownStream;
import io.m2x.server.values.Series;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Responses;

/**
 * Handles requests that bring values of one stream.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID + "/streams/{name}", DeviceAccess.BY_SERIAL + "/streams/{name}" })
final class StreamWritesController {

	private final WriteQueue queue;

	StreamWritesController(WriteQueue queue) {
		this.queue = queue;
	}

	@PresumedCaller
	@PutMapping("/value")
	Mono<ResponseEntity<Map<String, Object>>> put(Caller caller, ApiRequest request, @PathVariable String name) {
		long now = System.currentTimeMillis();
		return write(caller, request, name, (stream) -> {
			Fields fields = request.fields();
			Series series = new Series(stream);
			Points.read(fields, series, now);
			fields.check();
			return series;
		});
	}

	@PresumedCaller
	@PostMapping("/values")
	Mono<ResponseEntity<Map<String, Object>>> post(Caller caller, ApiRequest request, @PathVariable String name) {
		long now = System.currentTimeMillis();
		return write(caller, request, name, (stream) -> {
			@Nullable Series plain = request.tokens((parser) -> new BulkReader(parser, now).readValues(stream));
			if (plain != null) {
				return plain;
			}
			Fields fields = request.fields();
			Series series = new Series(stream);
			for (JsonNode node : fields.array("values", Sent.MAX_VALUES)) {
				@Nullable Fields element = fields.members("values", node);
				if (element != null) {
					Points.read(element, series, now);
				}
			}
			fields.check();
			return series;
		});
	}

	private Mono<ResponseEntity<Map<String, Object>>> write(Caller caller, ApiRequest request, String name,
			Function<KnownStream, Series> reader) {
		return this.queue.add(caller, request, (destination) -> Sent.of(reader.apply(destination.stream(name))))
			.thenReturn(Responses.accepted());
	}

}
