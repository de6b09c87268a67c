package io.m2x.spring.boot.autoconfigure;

import java.net.URI;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.m2x.client.M2xClient;
import io.m2x.spring.boot.M2xAddressOrigin;
import io.m2x.spring.boot.autoconfigure.ssl.M2xDestination;
import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;
import io.m2x.spring.boot.diagnostics.M2xPropertyChecks;

/**
 * Logs the address of a client, so that a key sent to a wrong address is noticed.
 */
final class ClientAddressLogger {

	private static final Log logger = LogFactory.getLog(ClientAddressLogger.class);

	private ClientAddressLogger() {
	}

	static void log(M2xClient client, M2xDestination destination) {
		URI url = client.baseUrl();
		String message = "M2X client '" + client.name() + "' uses " + url;
		if (destination.origin() == M2xAddressOrigin.DEFAULT && url.equals(M2xClient.DEFAULT_BASE_URL)) {
			logger.warn(message + ", the address of the former hosted service, and sends its key there because '"
					+ destination.property()
					+ "' is not set. Set the address of your server, or set this address explicitly:\n"
					+ M2xConfigurationErrors.yaml(destination.property(), "http://localhost:8181/v2"));
		}
		else if (!M2xPropertyChecks.hasVersion(url)) {
			logger.warn(message + ", which does not end with the version of the API. Add the version if M2X is there:\n"
					+ M2xConfigurationErrors.yaml(destination.property(), url + "/v2"));
		}
		else if (destination.origin() == M2xAddressOrigin.EMBEDDED && client.name().equals(M2xClient.DEFAULT_NAME)) {
			// The embedded server has logged its address.
			logger.debug(message);
		}
		else {
			logger.info(message);
		}
	}

}
