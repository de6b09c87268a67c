package io.m2x.spring.boot.provisioning;

import org.springframework.util.Assert;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.DeviceDefinition;
import io.m2x.client.model.DeviceRef;

/**
 * A device to provision at startup.
 *
 * @param name the name of the device in the configuration
 * @param client the client whose account has the device
 * @param device the reference to the device
 * @param definition the definition of the device
 * @since 0.1.0
 */
public record ProvisionedDevice(String name, M2xClient client, DeviceRef device, DeviceDefinition definition) {

	public ProvisionedDevice {
		Assert.hasText(name, "'name' must not be empty");
	}

}
