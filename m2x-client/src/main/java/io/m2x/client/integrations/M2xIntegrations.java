package io.m2x.client.integrations;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;
import reactor.core.publisher.Mono;

import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.model.ResourceStatus;

/**
 * Manages the integrations of an account with other services. All calls need a master
 * key. The form of an integration is the least documented part of the API.
 *
 * <pre>{@code
 * Mono<Void> paused = integrations.updateStatus(integrationId, ResourceStatus.DISABLED);
 * }</pre>
 *
 * @since 0.1.0
 */
public class M2xIntegrations {

	static {
		PackageAccess.register(M2xIntegrations.class, M2xIntegrations::new);
	}

	private static final ResourcePath ALL = ResourcePath.of("/integrations");

	private static final String INTEGRATION = "/integrations/{integration}";

	private final M2xTransport transport;

	M2xIntegrations(M2xTransport transport) {
		this.transport = transport;
	}

	/**
	 * Return the integrations of the account.
	 * @return the integrations
	 */
	public Mono<List<Integration>> list() {
		return this.transport.request("integrations.list", HttpMethod.GET, ALL)
			.retrieveList("integrations", Integration.class);
	}

	/**
	 * Create an integration.
	 * @param integration the attributes
	 * @return the new integration, with its id
	 */
	public Mono<Integration> create(CreateIntegration integration) {
		return this.transport.request("integrations.create", HttpMethod.POST, ALL)
			.body(integration)
			.retrieve(Integration.class);
	}

	/**
	 * Return an integration.
	 * @param integrationId the id of the integration
	 * @return the integration
	 */
	public Mono<Integration> view(String integrationId) {
		return request("integrations.view", HttpMethod.GET, "", integrationId).retrieve(Integration.class);
	}

	/**
	 * Update an integration.
	 * @param integrationId the id of the integration
	 * @param update the changes
	 * @return completes when the integration is updated
	 */
	public Mono<Void> update(String integrationId, UpdateIntegration update) {
		return request("integrations.update", HttpMethod.PUT, "", integrationId).body(update).retrieveAnyForm();
	}

	/**
	 * Delete an integration.
	 * @param integrationId the id of the integration
	 * @return completes when the integration is deleted
	 */
	public Mono<Void> delete(String integrationId) {
		return request("integrations.delete", HttpMethod.DELETE, "", integrationId).retrieveAnyForm();
	}

	/**
	 * Return whether an integration is enabled.
	 * @param integrationId the id of the integration
	 * @return the status
	 */
	public Mono<ResourceStatus> readStatus(String integrationId) {
		return request("integrations.read-status", HttpMethod.GET, "/status", integrationId).retrieve(Status.class)
			.map((response) -> (response.status() != null) ? response.status() : ResourceStatus.UNKNOWN);
	}

	/**
	 * Enable or disable an integration.
	 * @param integrationId the id of the integration
	 * @param status the new status
	 * @return completes when the status is updated
	 */
	public Mono<Void> updateStatus(String integrationId, ResourceStatus status) {
		Assert.isTrue(status != ResourceStatus.UNKNOWN, "'status' must be ENABLED or DISABLED");
		return request("integrations.update-status", HttpMethod.PUT, "/status", integrationId).body(new Status(status))
			.retrieveAnyForm();
	}

	private M2xRequest request(String operation, HttpMethod method, String rest, String integrationId) {
		return this.transport.request(operation, method, ResourcePath.of(INTEGRATION + rest, integrationId));
	}

	/**
	 * Status in its JSON form.
	 *
	 * @param status the status
	 */
	record Status(@Nullable ResourceStatus status) {

	}

}
