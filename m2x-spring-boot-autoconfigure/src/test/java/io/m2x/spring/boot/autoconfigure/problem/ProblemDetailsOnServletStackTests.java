package io.m2x.spring.boot.autoconfigure.problem;

import org.junit.jupiter.api.BeforeAll;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On the class path of a process of its own, which has Tomcat and Spring MVC.
 */
class ProblemDetailsOnServletStackTests extends ProblemDetailsTests {

	@BeforeAll
	static void stack() {
		assertThat(ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null)).isTrue();
	}

}
