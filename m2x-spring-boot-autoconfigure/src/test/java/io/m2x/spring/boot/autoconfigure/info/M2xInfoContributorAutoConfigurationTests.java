package io.m2x.spring.boot.autoconfigure.info;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.m2x.client.M2xClient;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;
import io.m2x.spring.boot.info.M2xInfoContributor;

import static org.assertj.core.api.Assertions.assertThat;

class M2xInfoContributorAutoConfigurationTests {

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(M2xAutoConfiguration.class, M2xInfoContributorAutoConfiguration.class))
		.withPropertyValues("m2x.api-key=" + KEY, "m2x.base-url=http://m2x.example:8181/v2");

	private static Map<String, Object> info(M2xInfoContributor contributor) {
		Info.Builder builder = new Info.Builder();
		contributor.contribute(builder);
		return builder.build().getDetails();
	}

	@Test
	void versionAndHostAreShown() {
		this.runner.run((context) -> {
			Map<String, Object> info = info(context.getBean(M2xInfoContributor.class));
			assertThat(info).isEqualTo(Map.of("m2x", Map.of("version", M2xClient.version(), "clients",
					Map.of("default", Map.of("host", "m2x.example:8181")))));
			assertThat(M2xClient.version()).matches("\\d+\\.\\d+\\.\\d+.*");
			assertThat(info.toString()).doesNotContain(KEY);
		});
	}

	@Test
	void everyClientIsShown() {
		this.runner.withUserConfiguration(AnotherClient.class)
			.run((context) -> assertThat(info(context.getBean(M2xInfoContributor.class)).toString())
				.contains("default={host=m2x.example:8181}", "plant={host=plant.example}"));
	}

	@Test
	void canBeDisabled() {
		this.runner.withPropertyValues("management.info.m2x.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(M2xInfoContributor.class));
	}

	@Test
	void followsInfoDefaults() {
		this.runner.withPropertyValues("management.info.defaults.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(M2xInfoContributor.class));
	}

	@Test
	void userContributorReplacesDefault() {
		M2xInfoContributor own = new M2xInfoContributor(Map.of());
		this.runner.withBean(M2xInfoContributor.class, () -> own)
			.run((context) -> assertThat(context.getBean(M2xInfoContributor.class)).isSameAs(own));
	}

	@Test
	void contributorNeedsClient() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(M2xInfoContributorAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(M2xInfoContributor.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherClient {

		@Bean(defaultCandidate = false)
		M2xClient plantClient() {
			return M2xClient.builder().name("plant").apiKey(KEY).baseUrl("https://plant.example/v2").build();
		}

	}

}
