package io.m2x.spring.boot.provisioning;

import io.m2x.client.devices.Device;

/**
 * Event of the application context: a device of the configuration is as it is defined.
 * Published on a thread that may be blocked.
 *
 * @param name the name of the device in the configuration
 * @param client the name of the client whose account has the device
 * @param device the device as it is
 * @since 0.1.0
 */
public record M2xDeviceProvisionedEvent(String name, String client, Device device) {

}
