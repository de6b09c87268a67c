package io.m2x.server.platform;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.m2x.server.store.Database;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.PublicAccess;
import io.m2x.server.web.Timestamps;

/**
 * Reports the status of the server and the time to everybody. The results are reactive so
 * that no response waits for a worker.
 */
@RestController
@RequestMapping(BaseUrls.PREFIX)
final class PlatformController {

	private final Database database;

	PlatformController(Database database) {
		this.database = database;
	}

	@PublicAccess
	@GetMapping("/status")
	Mono<Map<String, String>> status() {
		Map<String, String> status = new LinkedHashMap<>();
		String state = this.database.isAvailable() ? "OK" : "ERROR";
		status.put("api", state);
		status.put("triggers", state);
		return Mono.just(status);
	}

	@PublicAccess
	@GetMapping("/time")
	Mono<Time> time() {
		Instant now = Instant.now();
		return Mono.just(new Time(now.getEpochSecond(), now.toEpochMilli(), now));
	}

	@PublicAccess
	@GetMapping("/time/seconds")
	Mono<ResponseEntity<String>> seconds() {
		return text(Long.toString(Instant.now().getEpochSecond()));
	}

	@PublicAccess
	@GetMapping("/time/millis")
	Mono<ResponseEntity<String>> millis() {
		return text(Long.toString(Instant.now().toEpochMilli()));
	}

	@PublicAccess
	@GetMapping("/time/iso8601")
	Mono<ResponseEntity<String>> iso8601() {
		return text(Timestamps.format(Instant.now()));
	}

	private static Mono<ResponseEntity<String>> text(String text) {
		return Mono.just(ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(text));
	}

	/**
	 * One moment in three forms.
	 *
	 * @param seconds seconds since 1970
	 * @param millis milliseconds since 1970
	 * @param iso8601 the same as text
	 */
	record Time(long seconds, long millis, Instant iso8601) {

	}

}
