package io.m2x.server.web;

import java.net.URI;
import java.util.Map;

import org.springframework.http.ResponseEntity;

/**
 * Creates responses that several resources have in common.
 *
 * @since 0.1.0
 */
public final class Responses {

	/**
	 * The greatest number of characters of values in one response, so that it fits into
	 * memory. A longer list ends there, as if its limit were smaller.
	 */
	public static final int MAX_SIZE = 8_000_000;

	private Responses() {
	}

	/**
	 * Create the response to accepted data.
	 * @return status 202
	 */
	public static ResponseEntity<Map<String, Object>> accepted() {
		return ResponseEntity.accepted().body(Map.of("status", "accepted"));
	}

	/**
	 * Create the response to an accepted order.
	 * @param url the address that shows its progress
	 * @return status 202
	 */
	public static ResponseEntity<Map<String, Object>> accepted(String url) {
		return ResponseEntity.accepted().location(URI.create(url)).body(Map.of("status", "accepted"));
	}

	/**
	 * Create the response to the creation of a resource.
	 * @param url the address of the new resource
	 * @param body the new resource
	 * @return status 201
	 */
	public static ResponseEntity<Object> created(String url, Object body) {
		return ResponseEntity.created(URI.create(url)).body(body);
	}

	/**
	 * Create the response without content.
	 * @return status 204
	 */
	public static ResponseEntity<Object> noContent() {
		return ResponseEntity.noContent().build();
	}

}
