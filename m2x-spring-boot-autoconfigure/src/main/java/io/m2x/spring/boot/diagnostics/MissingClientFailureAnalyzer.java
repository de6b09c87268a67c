package io.m2x.spring.boot.diagnostics;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.m2x.client.M2xClient;

/**
 * Analyzes a missing bean of a client or service that is not configured.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class MissingClientFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	private static final String CLIENT = "M2xClient";

	private final BeanFactory beanFactory;

	MissingClientFailureAnalyzer(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		Class<?> type = cause.getBeanType();
		if (type == null || !isClientOrService(type)) {
			return null;
		}
		String qualifier = qualifier(rootFailure);
		M2xConfigurationException exception = (qualifier != null)
				? M2xConfigurationErrors.unknownClient(qualifier, names())
				: M2xConfigurationErrors.noDefaultClient(type.getSimpleName(), names());
		return new FailureAnalysis(exception.getMessage(), exception.action(), cause);
	}

	private static boolean isClientOrService(Class<?> type) {
		return type.getSimpleName().startsWith("M2x")
				&& (type.getPackageName() + ".").startsWith(M2xClient.class.getPackageName() + ".");
	}

	// Bean names are available in an application that was processed ahead of time, too.
	private Set<String> names() {
		Set<String> names = new TreeSet<>();
		if (this.beanFactory instanceof ListableBeanFactory beans) {
			for (String bean : beans.getBeanNamesForType(M2xClient.class, true, false)) {
				if (bean.equals("m2xClient")) {
					names.add(M2xClient.DEFAULT_NAME);
				}
				else if (bean.endsWith(CLIENT)) {
					names.add(bean.substring(0, bean.length() - CLIENT.length()));
				}
			}
		}
		return names;
	}

	private static @Nullable String qualifier(Throwable failure) {
		String qualifier = null;
		for (Throwable link = failure; link != null; link = link.getCause()) {
			if (link instanceof UnsatisfiedDependencyException unsatisfied && unsatisfied.getInjectionPoint() != null) {
				qualifier = qualifier(unsatisfied.getInjectionPoint());
			}
		}
		return qualifier;
	}

	private static @Nullable String qualifier(InjectionPoint point) {
		return Arrays.stream(point.getAnnotations())
			.filter(Qualifier.class::isInstance)
			.map((annotation) -> ((Qualifier) annotation).value())
			.findFirst()
			.orElse(null);
	}

}
