package io.m2x.spring.boot.autoconfigure;

import java.util.List;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;

import io.m2x.client.M2xClient;

/**
 * Matches when there is a bean of type {@link M2xClient}.
 */
class OnM2xClientCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		Assert.state(beanFactory != null, "The bean factory must be available when beans are registered");
		List<String> clients = List.of(beanFactory.getBeanNamesForType(M2xClient.class, true, false));
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnM2xClient.class);
		return clients.isEmpty() ? ConditionOutcome.noMatch(message.didNotFind("any client").atAll())
				: ConditionOutcome.match(message.found("client", "clients").items(clients));
	}

}
