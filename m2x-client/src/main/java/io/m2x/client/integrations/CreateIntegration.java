package io.m2x.client.integrations;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.model.ResourceStatus;

/**
 * An integration to be created.
 *
 * @param type the kind of service
 * @param name the name, or {@code null}
 * @param status whether it is in use, or {@code null} for the server's default
 * @param config the settings of its type, or {@code null}
 * @param devices the devices that it is for, or {@code null} for the server's default
 * @since 0.1.0
 */
public record CreateIntegration(String type, @Nullable String name, @Nullable ResourceStatus status,
		@Nullable Map<String, Object> config, @Nullable IntegrationDevices devices) {

	/**
	 * The type that sends values and waypoints to a queue of an AMQP broker.
	 */
	public static final String AMQP_SINK = "amqp_sink";

	public CreateIntegration {
		Assert.hasText(type, "'type' must not be empty");
		Assert.isTrue(status != ResourceStatus.UNKNOWN, "'status' must be ENABLED or DISABLED");
		config = (config != null) ? Map.copyOf(config) : null;
	}

	/**
	 * Return an integration for all devices.
	 * @param type the kind of service, such as {@link #AMQP_SINK}
	 * @return the request
	 */
	public static CreateIntegration ofType(String type) {
		return new CreateIntegration(type, null, null, null, null);
	}

	/**
	 * Return the same request with a name.
	 * @param name the name
	 * @return the request
	 */
	public CreateIntegration withName(String name) {
		return new CreateIntegration(this.type, name, this.status, this.config, this.devices);
	}

	/**
	 * Return the same request with a status.
	 * @param status whether it is in use
	 * @return the request
	 */
	public CreateIntegration withStatus(ResourceStatus status) {
		return new CreateIntegration(this.type, this.name, status, this.config, this.devices);
	}

	/**
	 * Return the same request with settings.
	 * @param config the settings of its type
	 * @return the request
	 */
	public CreateIntegration withConfig(Map<String, Object> config) {
		return new CreateIntegration(this.type, this.name, this.status, config, this.devices);
	}

	/**
	 * Return the same request for some devices.
	 * @param deviceIds the ids of the devices
	 * @return the request
	 */
	public CreateIntegration forDevices(String... deviceIds) {
		return new CreateIntegration(this.type, this.name, this.status, this.config, IntegrationDevices.of(deviceIds));
	}

	/**
	 * Return a text for logs.
	 * @return the type and name; not the settings, which may hold passwords
	 */
	@Override
	public String toString() {
		return "CreateIntegration[type=" + this.type + ", name=" + this.name + "]";
	}

}
