package io.m2x.server.web;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;

/**
 * Keeps the keys that stand in paths out of what the framework writes about requests: its
 * log, and the address in observations.
 */
@Component
final class KeyPathMask implements HttpHandlerDecoratorFactory, Ordered {

	/** What has keys behind it, be it mistyped. */
	private static final Pattern KEYS = Pattern.compile("(?i)keys(?:\\W.*)?");

	/** What else stands behind it. */
	private static final Set<String> HARMLESS = Set.of("", "regenerate");

	@Override
	public int getOrder() {
		return FilterOrder.KEY_PATH_MASK.getOrder();
	}

	@Override
	public HttpHandler apply(HttpHandler handler) {
		return (request, response) -> handler.handle(new MaskedRequest(request), response);
	}

	/**
	 * A request whose path has a text without keys.
	 */
	private static final class MaskedRequest extends ServerHttpRequestDecorator {

		private final RequestPath path;

		MaskedRequest(ServerHttpRequest request) {
			super(request);
			this.path = new MaskedPath(request.getPath());
		}

		@Override
		public RequestPath getPath() {
			return this.path;
		}

	}

	/**
	 * A path that routes as before and is written without keys.
	 *
	 * @param path the path as it came
	 */
	private record MaskedPath(RequestPath path) implements RequestPath {

		@Override
		public PathContainer contextPath() {
			return this.path.contextPath();
		}

		@Override
		public PathContainer pathWithinApplication() {
			return this.path.pathWithinApplication();
		}

		@Override
		public RequestPath modifyContextPath(String contextPath) {
			return new MaskedPath(this.path.modifyContextPath(contextPath));
		}

		@Override
		public String value() {
			return this.path.value();
		}

		@Override
		public List<Element> elements() {
			return this.path.elements();
		}

		@Override
		public String toString() {
			StringBuilder text = new StringBuilder();
			boolean secret = false;
			for (Element element : elements()) {
				if (element instanceof PathSegment segment) {
					// What routes is the decoded segment.
					String name = segment.valueToMatch();
					text.append((secret && !HARMLESS.contains(name)) ? "******" : segment.value());
					secret = secret || KEYS.matcher(name).matches();
				}
				else {
					text.append(element.value());
				}
			}
			return text.toString();
		}

	}

}
