package io.m2x.spring.boot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches unless the properties configure named clients only.
 */
class OnDefaultClientCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Binder binder = Binder.get(context.getEnvironment());
		ConditionMessage.Builder message = ConditionMessage.forCondition("Default M2X client");
		if (StringUtils.hasText(binder.bind("m2x.api-key", String.class).orElse(""))) {
			return ConditionOutcome.match(message.because("'m2x.api-key' is set"));
		}
		return M2xClientNames.of(context.getEnvironment()).isEmpty()
				? ConditionOutcome.match(message.because("there are no other clients"))
				: ConditionOutcome.noMatch(message.because("only 'm2x.clients' have keys"));
	}

}
