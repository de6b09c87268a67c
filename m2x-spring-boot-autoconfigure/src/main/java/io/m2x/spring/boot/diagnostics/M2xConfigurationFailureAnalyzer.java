package io.m2x.spring.boot.diagnostics;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes an {@link M2xConfigurationException}.
 */
class M2xConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<M2xConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, M2xConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
