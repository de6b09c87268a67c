package io.m2x.server.requestlog;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.reactive.ServerHttpRequest;

import io.m2x.server.store.Tokens;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.Fields;

/**
 * A finished request that is to be logged.
 *
 * @param account the account of the key
 * @param serial whether the path names the device by its serial, not by its id
 * @param device the serial or id
 * @param at the time of the response, milliseconds since 1970
 * @param status the status of the response
 * @param method the verb
 * @param path the path below the base URL, as it was sent
 */
record LoggedRequest(long account, boolean serial, String device, long at, int status, String method, String path) {

	/** What the table holds; longer paths are cut. */
	private static final int MAX_PATH = 1000;

	private static final int MAX_METHOD = 10;

	private static final String DEVICES = BaseUrls.PREFIX + "/devices/";

	/** How many elements {@code /v2/devices/} and what follows have: slashes count. */
	private static final int ID_AT = 5;

	private static final int SERIAL_AT = 7;

	// Create an entry, or return null if the path names no device.
	static @Nullable LoggedRequest of(long account, ServerHttpRequest request, @Nullable HttpStatusCode status) {
		PathContainer path = request.getPath().pathWithinApplication();
		if (!path.value().startsWith(DEVICES)) {
			return null;
		}
		String id = segment(path, ID_AT);
		boolean serial = "serial".equals(id);
		String device = serial ? segment(path, SERIAL_AT) : id;
		if (device.isEmpty() || !(serial ? Fields.isStorable(device) : Tokens.isToken(device))) {
			return null;
		}
		return new LoggedRequest(account, serial, device, System.currentTimeMillis(),
				(status != null) ? status.value() : 200, cut(request.getMethod().name(), MAX_METHOD),
				cut(path.value().substring(BaseUrls.PREFIX.length()), MAX_PATH));
	}

	private static String segment(PathContainer path, int index) {
		return (path.elements().size() > index && path.elements().get(index) instanceof PathSegment segment)
				? segment.valueToMatch() : "";
	}

	private static String cut(String text, int length) {
		return text.substring(0, Math.min(text.length(), length));
	}

}
