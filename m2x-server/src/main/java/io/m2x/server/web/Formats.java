package io.m2x.server.web;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.accept.HeaderContentTypeResolver;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.server.ServerWebExchange;

/**
 * Chooses the form of a response by the end of the path, so that controllers need not
 * know any form. Outside of the API the {@code Accept} header chooses.
 *
 * @since 0.1.0
 */
public final class Formats {

	/**
	 * The end of the pattern of a path whose response is a {@link Table}. It belongs to
	 * the last segment only, so names in other segments may end as they like.
	 */
	public static final String SUFFIX = "{format:(?:\\.(?:json|csv|msgpack))?}";

	private static final String VARIABLE = "format";

	private static final RequestedContentTypeResolver ACCEPT_HEADER = new HeaderContentTypeResolver();

	private Formats() {
	}

	static List<MediaType> requested(ServerWebExchange exchange) {
		if (!ApiScope.contains(exchange)) {
			return ACCEPT_HEADER.resolveMediaTypes(exchange);
		}
		@Nullable Map<String, String> variables = exchange.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		String suffix = (variables != null) ? variables.getOrDefault(VARIABLE, "") : "";
		MediaType type = switch (suffix) {
			case ".csv" -> CsvEncoder.TYPE;
			case ".msgpack" -> MessagePackEncoder.TYPE;
			default -> MediaType.APPLICATION_JSON;
		};
		return List.of(type);
	}

}
