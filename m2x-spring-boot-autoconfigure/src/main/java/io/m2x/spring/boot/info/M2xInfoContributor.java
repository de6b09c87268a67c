package io.m2x.spring.boot.info;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

import io.m2x.client.M2xClient;

/**
 * Contributes the version of the client library and the host of each client.
 *
 * @since 0.1.0
 */
public class M2xInfoContributor implements InfoContributor {

	private final Map<String, Object> details;

	/**
	 * Create the contributor.
	 * @param clients the clients by name
	 */
	public M2xInfoContributor(Map<String, M2xClient> clients) {
		Map<String, Object> hosts = new LinkedHashMap<>();
		clients.forEach((name, client) -> hosts.put(name, Map.of("host", client.baseUrl().getAuthority())));
		this.details = new LinkedHashMap<>();
		this.details.put("version", M2xClient.version());
		this.details.put("clients", hosts);
	}

	@Override
	public void contribute(Info.Builder builder) {
		builder.withDetail("m2x", this.details);
	}

}
