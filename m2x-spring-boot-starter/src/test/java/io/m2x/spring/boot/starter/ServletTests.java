package io.m2x.spring.boot.starter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The starter in an application on the servlet stack, with Bean Validation.
 */
class ServletTests extends StarterTests {

	ServletTests() {
		with(ClassPathFeature.SERVLET_STACK, ClassPathFeature.BEAN_VALIDATION);
	}

	@Test
	void controllerBlocksForResponse() {
		assertThat(Http.get(this.application, "/awaited").body()).startsWith("Stub on Thread[");
		assertThat(Http.get(this.application, "/blockable").body()).isEqualTo("true");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void controllerBlocksOnVirtualThread() {
		try (ConfigurableApplicationContext virtual = start(DeviceController.class,
				"--spring.threads.virtual.enabled=true")) {
			assertThat(Http.get(virtual, "/awaited").body()).startsWith("Stub on VirtualThread[");
		}
	}

	@Test
	void controllerReturnsPublisher() {
		assertThat(Http.get(this.application, "/returned").body()).isEqualTo("Stub");
	}

	@Test
	void healthIsServed() {
		Http.assertThatHealthIsServed(this.application);
	}

}
