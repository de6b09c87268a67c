package io.m2x.server.web;

import java.net.URI;
import java.util.Map;

import org.springframework.http.ResponseEntity;

/**
 * Answers that several resources give.
 *
 * @since 0.1.0
 */
public final class Responses {

	/**
	 * How many characters of values one answer may hold, so that it fits into memory. A
	 * list that would hold more ends there, as one with too large a limit does.
	 */
	public static final int MAX_SIZE = 8_000_000;

	private Responses() {
	}

	/**
	 * Answer that data was taken.
	 * @return status 202
	 */
	public static ResponseEntity<Map<String, Object>> accepted() {
		return ResponseEntity.accepted().body(Map.of("status", "accepted"));
	}

	/**
	 * Answer that data was taken and where its fate can be followed.
	 * @param url the address to look at
	 * @return status 202
	 */
	public static ResponseEntity<Map<String, Object>> accepted(String url) {
		return ResponseEntity.accepted().location(URI.create(url)).body(Map.of("status", "accepted"));
	}

	/**
	 * Answer that something new exists.
	 * @param url the address of the new resource
	 * @param body the new resource
	 * @return status 201
	 */
	public static ResponseEntity<Object> created(String url, Object body) {
		return ResponseEntity.created(URI.create(url)).body(body);
	}

	/**
	 * Answer that something was done and there is nothing to tell.
	 * @return status 204
	 */
	public static ResponseEntity<Object> noContent() {
		return ResponseEntity.noContent().build();
	}

}
