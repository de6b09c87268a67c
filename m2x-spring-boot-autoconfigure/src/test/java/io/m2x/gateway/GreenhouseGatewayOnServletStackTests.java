package io.m2x.gateway;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The gateway that the guide shows, on Tomcat, with virtual threads where there are any.
 */
class GreenhouseGatewayOnServletStackTests {

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		SpringApplication app = new SpringApplication(Application.class);
		app.setDefaultProperties(Map.of("server.port", "0", "spring.threads.virtual.enabled", "true"));
		application = app.run();
	}

	@AfterAll
	static void stop() {
		if (application != null) {
			application.close();
		}
	}

	@Test
	void greenhouseIsProvisionedWrittenReadAndReported() {
		String id = send(HttpMethod.PUT, "/greenhouses/GH-1");
		assertThat(id).isNotEmpty().isEqualTo(send(HttpMethod.PUT, "/greenhouses/GH-1"));
		send(HttpMethod.POST, "/greenhouses/GH-1/temperature?celsius=21.5");
		assertThat(send(HttpMethod.GET, "/greenhouses/GH-1/temperature")).contains("\"value\":21.5");
		assertThat(send(HttpMethod.GET, "/greenhouses/GH-1/report")).contains("\"count\":1", "21.5");
	}

	private static String send(HttpMethod method, String path) {
		String port = application.getEnvironment().getRequiredProperty("local.server.port");
		return RestClient.create("http://127.0.0.1:" + port)
			.method(method)
			.uri(path)
			.retrieve()
			.toEntity(String.class)
			.getBody();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(GreenhouseController.class)
	static class Application {

	}

}
