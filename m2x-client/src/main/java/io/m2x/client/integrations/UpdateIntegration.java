package io.m2x.client.integrations;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.model.ResourceStatus;

/**
 * Request to update an integration. Attributes that are {@code null} stay unchanged.
 *
 * <pre>{@code
 * UpdateIntegration update = UpdateIntegration.changes().withStatus(ResourceStatus.DISABLED);
 * }</pre>
 *
 * @param name the name
 * @param status whether it is enabled
 * @param config all settings of its type
 * @param devices the devices whose data is sent
 * @since 0.1.0
 */
public record UpdateIntegration(@Nullable String name, @Nullable ResourceStatus status,
		@Nullable Map<String, Object> config, @Nullable IntegrationDevices devices) {

	public UpdateIntegration {
		Assert.isTrue(status != ResourceStatus.UNKNOWN, "'status' must be ENABLED or DISABLED");
		config = (config != null) ? Map.copyOf(config) : null;
	}

	/**
	 * Create an update that changes nothing yet.
	 * @return the request
	 */
	public static UpdateIntegration changes() {
		return new UpdateIntegration(null, null, null, null);
	}

	/**
	 * Return a copy of this request with a name.
	 * @param name the name
	 * @return the request
	 */
	public UpdateIntegration withName(String name) {
		return new UpdateIntegration(name, this.status, this.config, this.devices);
	}

	/**
	 * Return a copy of this request with a status.
	 * @param status whether it is enabled
	 * @return the request
	 */
	public UpdateIntegration withStatus(ResourceStatus status) {
		return new UpdateIntegration(this.name, status, this.config, this.devices);
	}

	/**
	 * Return a copy of this request with settings.
	 * @param config all settings of its type
	 * @return the request
	 */
	public UpdateIntegration withConfig(Map<String, Object> config) {
		return new UpdateIntegration(this.name, this.status, config, this.devices);
	}

	/**
	 * Return a copy of this request for other devices.
	 * @param devices the devices
	 * @return the request
	 */
	public UpdateIntegration withDevices(IntegrationDevices devices) {
		return new UpdateIntegration(this.name, this.status, this.config, devices);
	}

	/**
	 * Return a text for logs.
	 * @return the name and the status, without the settings, which may contain passwords
	 */
	@Override
	public String toString() {
		return "UpdateIntegration[name=" + this.name + ", status=" + this.status + "]";
	}

}
