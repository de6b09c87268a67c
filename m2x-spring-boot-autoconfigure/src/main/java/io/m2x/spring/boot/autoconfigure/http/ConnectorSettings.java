package io.m2x.spring.boot.autoconfigure.http;

import io.m2x.spring.boot.autoconfigure.ssl.M2xDestination;

/**
 * Settings of the connector of one client.
 *
 * @param client the name of the client
 * @param prefix the prefix of its properties, such as {@code m2x}, for messages
 * @param http the properties of the HTTP client, completed with those of the default
 * client
 * @param bundleProperty the name of the property for the SSL bundle, for messages
 * @param destination the destination of the connections
 * @since 0.1.0
 */
public record ConnectorSettings(String client, String prefix, M2xHttpProperties http, String bundleProperty,
		M2xDestination destination) {

	/**
	 * Return the same settings with another destination.
	 * @param other the other destination
	 * @return the settings
	 */
	public ConnectorSettings withDestination(M2xDestination other) {
		return new ConnectorSettings(this.client, this.prefix, this.http, this.bundleProperty, other);
	}

}
