package io.m2x.spring.boot.autoconfigure.problem;

import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On the class path of the module's tests, which has WebFlux only.
 */
class ProblemDetailsOnReactiveStackTests extends ProblemDetailsTests {

	@BeforeAll
	static void stack() {
		assertThat(ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null)).isFalse();
	}

	@Override
	Class<?>[] sources(Class<?> application) {
		return new Class<?>[] { application, BlockingExecution.class };
	}

	/**
	 * Lets controllers wait, away from the threads of Netty.
	 */
	@Configuration(proxyBeanMethods = false)
	static class BlockingExecution implements WebFluxConfigurer {

		@Override
		public void configureBlockingExecution(BlockingExecutionConfigurer configurer) {
			configurer.setExecutor(new SimpleAsyncTaskExecutor());
		}

	}

}
