package io.m2x.spring.boot.autoconfigure;

import java.net.URI;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.m2x.client.M2xClient;
import io.m2x.spring.boot.M2xAddressOrigin;
import io.m2x.spring.boot.autoconfigure.ssl.M2xDestination;
import io.m2x.spring.boot.diagnostics.M2xSetting;
import io.m2x.spring.boot.diagnostics.Misconfiguration;

/**
 * Says in the log where a client goes, so that no key goes to a wrong address unnoticed.
 */
final class Whereabouts {

	private static final Log logger = LogFactory.getLog(Whereabouts.class);

	private Whereabouts() {
	}

	static void tell(M2xClient client, M2xDestination destination) {
		URI url = client.baseUrl();
		String uses = "M2X client '" + client.name() + "' uses " + url;
		if (destination.origin() == M2xAddressOrigin.DEFAULT && url.equals(M2xClient.DEFAULT_BASE_URL)) {
			logger.warn(uses + ", the address that the hosted service had, and sends its key there, as '"
					+ destination.property() + "' is not set. Write where M2X is, or this address if it is meant:\n"
					+ Misconfiguration.yaml(destination.property(), "http://localhost:8181/v2"));
		}
		else if (!M2xSetting.hasVersion(url)) {
			logger.warn(uses + ", which does not end with the version of the API. Write, if M2X is there:\n"
					+ Misconfiguration.yaml(destination.property(), url + "/v2"));
		}
		else if (destination.origin() == M2xAddressOrigin.EMBEDDED && client.name().equals(M2xClient.DEFAULT_NAME)) {
			// The server has said where it is.
			logger.debug(uses);
		}
		else {
			logger.info(uses);
		}
	}

}
