package io.m2x.spring.boot.autoconfigure.embedded;

import java.util.Map;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;

import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.M2xDevices;
import io.m2x.server.M2xServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the embedded server on the servlet stack. They run in their own process,
 * whose class path has Tomcat and Spring MVC.
 */
class EmbeddedOnServletStackTests {

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		assertThat(ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null)).isTrue();
		SpringApplication app = new SpringApplication(Application.class);
		app.setDefaultProperties(Map.of("server.port", "0", "management.endpoint.health.show-components", "always"));
		application = app.run();
	}

	@AfterAll
	static void stopWhileBeansWrite() {
		if (application != null) {
			CreateOnDestroy call = application.getBean(CreateOnDestroy.class);
			application.close();
			assertThat(call.createdName).isEqualTo("Closed");
		}
	}

	@Test
	void applicationStaysOnItsStack() {
		assertThat(application.containsBean("dispatcherServlet")).isTrue();
		assertThat(get("/thread")).doesNotContain("reactor");
	}

	@Test
	void controllerUsesEmbeddedServer() {
		assertThat(application.getBean(M2xServer.class).port())
			.isNotEqualTo(application.getEnvironment().getRequiredProperty("local.server.port", int.class));
		assertThat(get("/created")).isEqualTo("Inside");
	}

	@Test
	void healthIsServed() {
		assertThat(get("/actuator/health")).contains("\"m2x\":{\"status\":\"UP\"");
	}

	@Test
	void applicationHasNoDataSource() {
		assertThat(application.getBeanProvider(DataSource.class).stream()).isEmpty();
	}

	private static String get(String path) {
		String port = application.getEnvironment().getRequiredProperty("local.server.port");
		return WebClient.create("http://127.0.0.1:" + port).get().uri(path).retrieve().bodyToMono(String.class).block();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ CreateOnDestroy.class, DeviceController.class })
	static class Application {

	}

	@RestController
	static class DeviceController {

		private final M2xDevices devices;

		DeviceController(M2xDevices devices) {
			this.devices = devices;
		}

		@GetMapping("/created")
		String created() {
			return this.devices.create(CreateDevice.named("Inside")).block().name();
		}

		@GetMapping("/thread")
		String thread() {
			return Thread.currentThread().getName();
		}

	}

	/**
	 * Creates a device when it is destroyed.
	 */
	static class CreateOnDestroy implements DisposableBean {

		private final ObjectProvider<M2xDevices> devices;

		private volatile String createdName;

		CreateOnDestroy(ObjectProvider<M2xDevices> devices) {
			this.devices = devices;
		}

		@Override
		public void destroy() {
			this.createdName = this.devices.getObject().create(CreateDevice.named("Closed")).block().name();
		}

	}

}
