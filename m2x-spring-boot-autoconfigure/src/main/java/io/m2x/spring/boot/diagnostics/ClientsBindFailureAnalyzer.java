package io.m2x.spring.boot.diagnostics;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConverterNotFoundException;

/**
 * Analyzes a named client that has a text in place of properties. The text may be its
 * key, which the analysis of Spring Boot would show.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ClientsBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final ConfigurationPropertyName CLIENTS = ConfigurationPropertyName.of("m2x.clients");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationPropertyName name = cause.getName();
		if (!(cause.getCause() instanceof ConverterNotFoundException)
				|| !(CLIENTS.equals(name) || CLIENTS.isAncestorOf(name))) {
			return null;
		}
		String client = CLIENTS.isParentOf(name) ? name.toString() : "m2x.clients.plant";
		return new FailureAnalysis(
				"The property '" + name + "' has a value of its own, which is not shown here; it"
						+ " should have settings below it.",
				"Write the settings below the name of the client, in application.yml:\n"
						+ M2xConfigurationErrors.yaml(client + ".api-key", "${M2X_API_KEY}"),
				cause);
	}

}
