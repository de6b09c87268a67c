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
 * Integration, which sends the data of devices to another service.
 *
 * @param id the id
 * @param url the URL of the integration
 * @param name the name, or {@code null}
 * @param type the type of the other service, such as {@value CreateIntegration#AMQP_SINK}
 * @param status whether it is enabled
 * @param config the settings of its type, which may contain passwords and are never
 * written as JSON
 * @param devices the devices whose data is sent, or {@code null} if the server does not
 * send them
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
	 * @return the id, the name and the type, without the settings, which may contain
	 * passwords
	 */
	@Override
	public String toString() {
		return "Integration[id=" + this.id + ", name=" + this.name + ", type=" + this.type + ", status=" + this.status
				+ "]";
	}

}
