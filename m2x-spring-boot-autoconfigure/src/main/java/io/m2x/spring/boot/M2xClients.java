package io.m2x.spring.boot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.m2x.client.M2xClient;
import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;

/**
 * The M2X clients of the application by name: the default client, if there is one, and
 * the clients below {@code m2x.clients}.
 *
 * <pre class="code">
 * PlantReport(M2xClients clients) {
 *     this.devices = clients.get("plant").devices();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class M2xClients {

	private final Map<String, M2xClient> clients;

	/**
	 * Create the registry.
	 * @param clients the clients by name
	 */
	public M2xClients(Map<String, M2xClient> clients) {
		this.clients = Collections.unmodifiableMap(new LinkedHashMap<>(clients));
	}

	/**
	 * Return a client.
	 * @param name the name, such as {@value M2xClient#DEFAULT_NAME}
	 * @return the client
	 * @throws M2xConfigurationException if there is no client of that name. The message
	 * lists the existing names
	 */
	public M2xClient get(String name) {
		M2xClient client = this.clients.get(name);
		if (client == null) {
			throw M2xConfigurationErrors.unknownClient(name, names());
		}
		return client;
	}

	/**
	 * Return the names of all clients.
	 * @return the names, beginning with that of the default client
	 */
	public Set<String> names() {
		return this.clients.keySet();
	}

	@Override
	public String toString() {
		return "M2xClients" + this.clients.values();
	}

}
