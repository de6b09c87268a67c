package io.m2x.client.blocking;

import java.util.List;

import io.m2x.client.integrations.CreateIntegration;
import io.m2x.client.integrations.Integration;
import io.m2x.client.integrations.M2xIntegrations;
import io.m2x.client.integrations.UpdateIntegration;
import io.m2x.client.model.ResourceStatus;

/**
 * Blocking twin of {@link M2xIntegrations}: integrations.
 *
 * @since 0.1.0
 */
public interface M2xBlockingIntegrations {

	/**
	 * Return the integrations of the account.
	 * @return the integrations
	 */
	List<Integration> list();

	/**
	 * Create an integration.
	 * @param integration the attributes
	 * @return the new integration, with its id
	 */
	Integration create(CreateIntegration integration);

	/**
	 * Return an integration.
	 * @param integrationId the id of the integration
	 * @return the integration
	 */
	Integration view(String integrationId);

	/**
	 * Update an integration.
	 * @param integrationId the id of the integration
	 * @param update the changes
	 */
	void update(String integrationId, UpdateIntegration update);

	/**
	 * Delete an integration.
	 * @param integrationId the id of the integration
	 */
	void delete(String integrationId);

	/**
	 * Return whether an integration is enabled.
	 * @param integrationId the id of the integration
	 * @return the status
	 */
	ResourceStatus readStatus(String integrationId);

	/**
	 * Enable or disable an integration.
	 * @param integrationId the id of the integration
	 * @param status the new status
	 */
	void updateStatus(String integrationId, ResourceStatus status);

}
