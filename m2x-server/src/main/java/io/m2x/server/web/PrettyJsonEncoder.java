package io.m2x.server.web;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MimeType;
import tools.jackson.databind.ObjectWriter;

/**
 * Writes the JSON of the API, indented when the request has the {@code pretty} flag.
 */
final class PrettyJsonEncoder extends JacksonJsonEncoder {

	private static final String PRETTY = "pretty";

	PrettyJsonEncoder() {
		super(WireJson.MAPPER);
	}

	static boolean isPretty(ServerHttpRequest request) {
		return request.getQueryParams().containsKey(PRETTY)
				&& !"false".equals(request.getQueryParams().getFirst(PRETTY));
	}

	@Override
	public Map<String, Object> getEncodeHints(@Nullable ResolvableType actualType, ResolvableType elementType,
			@Nullable MediaType mediaType, ServerHttpRequest request, ServerHttpResponse response) {
		Map<String, Object> hints = new HashMap<>(
				super.getEncodeHints(actualType, elementType, mediaType, request, response));
		hints.put(PRETTY, isPretty(request));
		return hints;
	}

	@Override
	protected ObjectWriter customizeWriter(ObjectWriter writer, @Nullable MimeType mimeType, ResolvableType elementType,
			@Nullable Map<String, Object> hints) {
		ObjectWriter customized = super.customizeWriter(writer, mimeType, elementType, hints);
		boolean pretty = hints != null && Boolean.TRUE.equals(hints.get(PRETTY));
		return pretty ? customized.withDefaultPrettyPrinter() : customized;
	}

}
