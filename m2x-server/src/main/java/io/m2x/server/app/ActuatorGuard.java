package io.m2x.server.app;

import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.util.Assert;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.m2x.server.accounts.Accounts;
import io.m2x.server.security.Authenticator;
import io.m2x.server.web.FilterOrder;

/**
 * Shows strangers nothing of the actuator but whether the server is well. All else needs
 * the master key of the default account. An actuator with a port of its own is not
 * guarded: that port is.
 */
final class ActuatorGuard implements WebFilter, Ordered {

	private final Authenticator authenticator;

	private final Accounts accounts;

	private final Scheduler scheduler;

	private final PathPattern all;

	private final PathPattern health;

	ActuatorGuard(Authenticator authenticator, Accounts accounts, Scheduler scheduler, String path) {
		Assert.isTrue(path.length() > 1, "'management.endpoints.web.base-path' must not be the root of the API's port");
		this.authenticator = authenticator;
		this.accounts = accounts;
		this.scheduler = scheduler;
		this.all = PathPatternParser.defaultInstance.parse(path + "/**");
		this.health = PathPatternParser.defaultInstance.parse(path + "/health/**");
	}

	@Override
	public int getOrder() {
		return FilterOrder.ACTUATOR_GUARD.getOrder();
	}

	// What routes decides: paths can be written in many ways.
	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
		if (!this.all.matches(path) || this.health.matches(path)) {
			return chain.filter(exchange);
		}
		return Mono.fromRunnable(() -> this.accounts.requireOperator(this.authenticator.caller(exchange.getRequest())))
			.subscribeOn(this.scheduler)
			.then(chain.filter(exchange));
	}

}
