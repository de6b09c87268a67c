package io.m2x.server.app;

import java.util.regex.Pattern;

import io.micrometer.common.KeyValue;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/**
 * Names routes in metrics without the patterns of their variables.
 */
final class RoutePatternConvention extends DefaultServerRequestObservationConvention {

	private static final Pattern RULE = Pattern.compile("\\{(\\w+):[^/]+}(?=/|$)");

	@Override
	protected KeyValue uri(ServerRequestObservationContext context) {
		KeyValue uri = super.uri(context);
		return KeyValue.of(uri.getKey(), RULE.matcher(uri.getValue()).replaceAll("{$1}"));
	}

}
