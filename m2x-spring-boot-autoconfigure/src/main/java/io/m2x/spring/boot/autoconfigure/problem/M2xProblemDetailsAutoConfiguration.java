package io.m2x.spring.boot.autoconfigure.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

import io.m2x.client.error.M2xException;

/**
 * {@link AutoConfiguration Auto-configuration} for problem details about failed calls to
 * M2X, on the servlet and on the reactive stack.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(M2xException.class)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty("m2x.web.problemdetails.enabled")
public final class M2xProblemDetailsAutoConfiguration {

	@Bean
	M2xExceptionAdvice m2xExceptionAdvice() {
		return new M2xExceptionAdvice();
	}

}
