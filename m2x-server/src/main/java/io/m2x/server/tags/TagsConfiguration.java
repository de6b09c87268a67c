package io.m2x.server.tags;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the tags of everything that has some.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class TagsConfiguration {

	@Bean
	TagStore m2xTagStore(JdbcClient jdbc, JdbcTemplate batches) {
		return new TagStore(jdbc, batches);
	}

}
