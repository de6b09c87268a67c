package io.m2x.spring.boot.autoconfigure.health;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the health contributor.
 *
 * @param enabled Whether to enable M2X health check.
 * @param timeout Maximum time for a check, including retries. M2X is reported as down if
 * it takes longer.
 * @param cache Time for which the result of a check, up or down, is cached. Use 0 to
 * check every time.
 * @since 0.1.0
 */
@ConfigurationProperties("management.health.m2x")
public record M2xHealthProperties(@DefaultValue("true") boolean enabled, @DefaultValue("3s") Duration timeout,
		@DefaultValue("5s") Duration cache) {

}
