package io.m2x.server.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * Describes the requested part of a list.
 *
 * @param number the number of the page, from 1
 * @param limit the number of entries on a page
 * @since 0.1.0
 */
public record Page(int number, int limit) {

	/**
	 * The greatest length of a link. Many clients reject responses with more than 8 KB of
	 * headers, and there are up to four links in one.
	 */
	private static final int MAX_LINK = 1500;

	/**
	 * Read the page from a request.
	 * @param fields the fields of the request
	 * @param defaultLimit the size of a page when none was sent
	 * @param maxLimit the greatest size of a page
	 * @return the page
	 */
	public static Page read(Fields fields, int defaultLimit, int maxLimit) {
		Long number = fields.integer("page", 1, Integer.MAX_VALUE);
		return new Page((number != null) ? number.intValue() : 1, fields.limit("limit", defaultLimit, maxLimit));
	}

	/**
	 * Return how many entries come before this page.
	 * @return the number of entries
	 */
	public long offset() {
		return (this.number - 1L) * this.limit;
	}

	/**
	 * Create the response to a request for a list.
	 * @param request the request
	 * @param name the name of the list
	 * @param entries the entries of this page
	 * @param total the number of entries on all pages
	 * @return the response with its links to other pages
	 */
	public ResponseEntity<Map<String, Object>> response(ApiRequest request, String name, List<?> entries, long total) {
		int pages = (this.limit > 0) ? (int) ((total + this.limit - 1) / this.limit) : 0;
		HttpHeaders headers = new HttpHeaders();
		if (request.pageUrl(Integer.MAX_VALUE).length() <= MAX_LINK) {
			addLinks(headers, request, pages);
		}
		Map<String, Object> body = new LinkedHashMap<>();
		// Clients take the first member for the list, whatever its name.
		body.put(name, entries);
		body.put("total", total);
		body.put("pages", pages);
		body.put("limit", this.limit);
		body.put("current_page", this.number);
		return ResponseEntity.ok().headers(headers).body(body);
	}

	private void addLinks(HttpHeaders headers, ApiRequest request, int pages) {
		addLink(headers, request, "first", 1);
		addLink(headers, request, "last", Math.max(pages, 1));
		if (this.number > 1) {
			addLink(headers, request, "prev", Math.max(Math.min(this.number - 1, pages), 1));
		}
		if (this.number < pages) {
			addLink(headers, request, "next", this.number + 1);
		}
	}

	private static void addLink(HttpHeaders headers, ApiRequest request, String relation, int page) {
		headers.add(HttpHeaders.LINK, "<" + request.pageUrl(page) + ">; rel=\"" + relation + "\"");
	}

}
