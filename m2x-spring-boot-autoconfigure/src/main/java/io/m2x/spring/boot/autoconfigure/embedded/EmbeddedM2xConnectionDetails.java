package io.m2x.spring.boot.autoconfigure.embedded;

import io.m2x.server.M2xServer;
import io.m2x.spring.boot.M2xAddressOrigin;
import io.m2x.spring.boot.M2xConnectionDetails;

/**
 * Connection details of the embedded server, with its master key.
 */
class EmbeddedM2xConnectionDetails implements M2xConnectionDetails {

	private final M2xServer server;

	EmbeddedM2xConnectionDetails(M2xServer server) {
		this.server = server;
	}

	@Override
	public String getBaseUrl() {
		return this.server.url();
	}

	@Override
	public String getApiKey() {
		return this.server.masterKey();
	}

	@Override
	public M2xAddressOrigin getAddressOrigin() {
		return M2xAddressOrigin.EMBEDDED;
	}

}
