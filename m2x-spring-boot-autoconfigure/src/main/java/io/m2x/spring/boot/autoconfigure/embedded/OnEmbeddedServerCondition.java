package io.m2x.spring.boot.autoconfigure.embedded;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches when no other server is configured and the embedded server is enabled.
 */
class OnEmbeddedServerCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		// The binder keeps an unresolved placeholder, which is reported later.
		Binder binder = Binder.get(context.getEnvironment());
		ConditionMessage.Builder message = ConditionMessage.forCondition("Embedded M2X server");
		if (StringUtils.hasText(binder.bind("m2x.base-url", String.class).orElse(""))) {
			return ConditionOutcome.noMatch(message.because("'m2x.base-url' names another server"));
		}
		if (!binder.bind("m2x.embedded.enabled", Boolean.class).orElse(true)) {
			return ConditionOutcome.noMatch(message.because("'m2x.embedded.enabled' is false"));
		}
		return ConditionOutcome.match(message.because("no other server is set"));
	}

}
