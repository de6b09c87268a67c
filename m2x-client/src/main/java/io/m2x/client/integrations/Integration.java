package io.m2x.client.integrations;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.m2x.client.model.ResourceStatus;

/**
 * Integration: another service that gets the data of devices.
 *
 * @param id the id
 * @param url the address of the integration
 * @param name the name, or {@code null}
 * @param type the kind of service, such as {@value CreateIntegration#AMQP_SINK}
 * @param status whether it is in use
 * @param config the settings of its type, which may hold passwords and are never written
 * as JSON
 * @param devices the devices that it is for, or {@code null} if the server doesn't tell
 * @param created when it was created
 * @param updated when it was last changed
 * @since 0.1.0
 */
public record Integration(String id, @Nullable URI url, @Nullable String name, @Nullable String type,
		@Nullable ResourceStatus status,
		@JsonProperty(access = JsonProperty.Access.WRITE_ONLY) Map<String, Object> config,
		@Nullable IntegrationDevices devices, @Nullable Instant created, @Nullable Instant updated) {

	public Integration {
		config = (config != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(config)) : Map.of();
	}

	/**
	 * Return a text for logs.
	 * @return the id, name and type; not the settings, which may hold passwords
	 */
	@Override
	public String toString() {
		return "Integration[id=" + this.id + ", name=" + this.name + ", type=" + this.type + ", status=" + this.status
				+ "]";
	}

}
