package io.m2x.spring.boot.provisioning;

import io.m2x.client.devices.Device;

/**
 * Event published when a configured device has been provisioned. Listeners run on a
 * thread that may block.
 *
 * @param name the name of the device in the configuration
 * @param client the name of the client whose account has the device
 * @param device the provisioned device
 * @since 0.1.0
 */
public record M2xDeviceProvisionedEvent(String name, String client, Device device) {

}
