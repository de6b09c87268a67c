package io.m2x.spring.boot.autoconfigure.health;

import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.m2x.client.M2xClient;
import io.m2x.client.M2xClientBuilder;
import io.m2x.server.M2xServer;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uses the blocking endpoint, which a servlet application serves.
 */
class M2xHealthOfSeveralClientsTests {

	private static M2xServer server;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HealthContributorAutoConfiguration.class,
				HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
				M2xAutoConfiguration.class, M2xHealthContributorAutoConfiguration.class))
		.withPropertyValues("m2x.base-url=" + server.url(), "m2x.api-key=" + server.masterKey(),
				"management.endpoint.health.show-details=always");

	@BeforeAll
	static void startServer() {
		server = M2xServer.builder().start();
	}

	@AfterAll
	static void stopServer() {
		server.stop();
	}

	private static M2xClient client(UnaryOperator<M2xClientBuilder> settings) {
		return settings.apply(M2xClient.builder().baseUrl(server.url()).apiKey(server.masterKey())).build();
	}

	@Test
	void oneClientIsOneComponent() {
		this.runner.run((context) -> {
			HealthDescriptor health = context.getBean(HealthEndpoint.class).healthForPath("m2x");
			assertThat(health).isInstanceOfSatisfying(IndicatedHealthDescriptor.class, (one) -> {
				assertThat(one.getStatus()).isEqualTo(Status.UP);
				assertThat(one.getDetails()).containsEntry("key", "master");
			});
		});
	}

	@Test
	void eachClientHasOwnComponentAndOneDownMakesAllDown() {
		this.runner.withUserConfiguration(TwoClients.class).run((context) -> {
			HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
			assertThat(endpoint.healthForPath("m2x")).isInstanceOfSatisfying(CompositeHealthDescriptor.class,
					(all) -> assertThat(all.getComponents()).containsOnlyKeys("default", "plant"));
			assertThat(endpoint.healthForPath("m2x").getStatus()).isEqualTo(Status.DOWN);
			assertThat(endpoint.healthForPath("m2x", "default").getStatus()).isEqualTo(Status.UP);
			assertThat(endpoint.healthForPath("m2x", "plant")).isInstanceOfSatisfying(IndicatedHealthDescriptor.class,
					(plant) -> {
						assertThat(plant.getStatus()).isEqualTo(Status.DOWN);
						assertThat(plant.getDetails().get("error").toString()).contains("HTTP 401");
					});
		});
	}

	@Test
	void qualifiedClientIsIncluded() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(HealthContributorAutoConfiguration.class,
					M2xHealthContributorAutoConfiguration.class))
			.withBean(M2xClient.class, () -> client((builder) -> builder),
					(definition) -> ((AbstractBeanDefinition) definition).setDefaultCandidate(false))
			.run((context) -> assertThat(context).hasBean("m2xHealthContributor"));
	}

	@Test
	void clientsWithSameNameAreNamedAfterTheirBeans() {
		this.runner.withUserConfiguration(TwoClients.class)
			.withBean("other", M2xClient.class, () -> client((builder) -> builder),
					(definition) -> definition.setFallback(true))
			.run((context) -> assertThat(context.getBean(HealthEndpoint.class).healthForPath("m2x"))
				.isInstanceOfSatisfying(CompositeHealthDescriptor.class,
						(all) -> assertThat(all.getComponents()).containsOnlyKeys("mainClient", "other", "plant")));
	}

	@Test
	void allAreNamedAfterTheirBeansOnFurtherClash() {
		this.runner.withUserConfiguration(TwoClients.class)
			.withBean("plant", M2xClient.class, () -> client((builder) -> builder),
					(definition) -> definition.setFallback(true))
			.run((context) -> assertThat(context.getBean(HealthEndpoint.class).healthForPath("m2x"))
				.isInstanceOfSatisfying(CompositeHealthDescriptor.class, (all) -> assertThat(all.getComponents())
					.containsOnlyKeys("mainClient", "plantClient", "plant")));
	}

	@Test
	void slashInNameIsReplaced() {
		this.runner.withUserConfiguration(TwoClients.class)
			.withBean("other", M2xClient.class, () -> client((builder) -> builder.name("north/south")),
					(definition) -> definition.setFallback(true))
			.run((context) -> assertThat(
					context.getBean(HealthEndpoint.class).healthForPath("m2x", "north-south").getStatus())
				.isEqualTo(Status.UP));
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoClients {

		@Bean
		M2xClient mainClient() {
			return client((builder) -> builder);
		}

		@Bean(defaultCandidate = false)
		M2xClient plantClient() {
			return client((builder) -> builder.name("plant").apiKey("0badc0de0badc0de0badc0de0badc0de"));
		}

	}

}
