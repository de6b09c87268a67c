package io.m2x.client.integrations;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.model.ResourceStatus;

/**
 * Request to create an integration.
 *
 * <pre>{@code
 * CreateIntegration request = CreateIntegration.ofType(CreateIntegration.AMQP_SINK)
 *     .withConfig(Map.of("uri", "amqps://broker.example.com"))
 *     .forDevices(deviceId);
 * }</pre>
 *
 * @param type the type of the other service
 * @param name the name, or {@code null}
 * @param status whether it is enabled, or {@code null} for the server's default
 * @param config the settings of its type, or {@code null}
 * @param devices the devices whose data is sent, or {@code null} for the server's default
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
	 * Create a request for an integration of all devices.
	 * @param type the type of the other service, such as {@link #AMQP_SINK}
	 * @return the request
	 */
	public static CreateIntegration ofType(String type) {
		return new CreateIntegration(type, null, null, null, null);
	}

	/**
	 * Return a copy of this request with a name.
	 * @param name the name
	 * @return the request
	 */
	public CreateIntegration withName(String name) {
		return new CreateIntegration(this.type, name, this.status, this.config, this.devices);
	}

	/**
	 * Return a copy of this request with a status.
	 * @param status whether it is enabled
	 * @return the request
	 */
	public CreateIntegration withStatus(ResourceStatus status) {
		return new CreateIntegration(this.type, this.name, status, this.config, this.devices);
	}

	/**
	 * Return a copy of this request with settings.
	 * @param config the settings of its type
	 * @return the request
	 */
	public CreateIntegration withConfig(Map<String, Object> config) {
		return new CreateIntegration(this.type, this.name, this.status, config, this.devices);
	}

	/**
	 * Return a copy of this request for some devices.
	 * @param deviceIds the ids of the devices
	 * @return the request
	 */
	public CreateIntegration forDevices(String... deviceIds) {
		return new CreateIntegration(this.type, this.name, this.status, this.config, IntegrationDevices.of(deviceIds));
	}

	/**
	 * Return a text for logs.
	 * @return the type and the name, without the settings, which may contain passwords
	 */
	@Override
	public String toString() {
		return "CreateIntegration[type=" + this.type + ", name=" + this.name + "]";
	}

}
