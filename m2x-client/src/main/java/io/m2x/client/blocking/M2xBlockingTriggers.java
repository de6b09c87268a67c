package io.m2x.client.blocking;

import java.util.List;

import io.m2x.client.model.DeviceRef;
import io.m2x.client.triggers.M2xTriggers;
import io.m2x.client.triggers.Trigger;
import io.m2x.client.triggers.TriggerDefinition;

/**
 * Blocking twin of {@link M2xTriggers}: triggers.
 *
 * @since 0.1.0
 */
public interface M2xBlockingTriggers {

	/**
	 * Return the triggers of a device.
	 * @param device the device
	 * @return the triggers, in the order of their creation
	 */
	List<Trigger> list(DeviceRef device);

	/**
	 * Create a trigger for a device.
	 * @param device the device
	 * @param definition its settings; conditions and callback URL are required
	 * @return the trigger with its id
	 */
	Trigger create(DeviceRef device, TriggerDefinition definition);

	/**
	 * Return a trigger of a device.
	 * @param device the device
	 * @param triggerId the id of the trigger
	 * @return the trigger
	 */
	Trigger view(DeviceRef device, String triggerId);

	/**
	 * Update a trigger of a device. New conditions reset the trigger: it counts as not
	 * activated.
	 * @param device the device
	 * @param triggerId the id of the trigger
	 * @param definition the new settings; {@code null} properties stay unchanged
	 */
	void update(DeviceRef device, String triggerId, TriggerDefinition definition);

	/**
	 * Delete a trigger of a device and its undelivered notifications.
	 * @param device the device
	 * @param triggerId the id of the trigger
	 */
	void delete(DeviceRef device, String triggerId);

	/**
	 * Test the callback URL of a device's trigger with a notification.
	 * @param device the device
	 * @param triggerId the id of the trigger
	 */
	void test(DeviceRef device, String triggerId);

	/**
	 * Return the triggers of a distribution.
	 * @param distributionId the id of the distribution
	 * @return the triggers, in the order of their creation
	 */
	List<Trigger> listForDistribution(String distributionId);

	/**
	 * Create a trigger for a distribution.
	 * @param distributionId the id of the distribution
	 * @param definition its settings; conditions and callback URL are required
	 * @return the trigger with its id
	 */
	Trigger createForDistribution(String distributionId, TriggerDefinition definition);

	/**
	 * Return a trigger of a distribution.
	 * @param distributionId the id of the distribution
	 * @param triggerId the id of the trigger
	 * @return the trigger
	 */
	Trigger viewForDistribution(String distributionId, String triggerId);

	/**
	 * Update a trigger of a distribution. New conditions reset the trigger: it counts as
	 * not activated.
	 * @param distributionId the id of the distribution
	 * @param triggerId the id of the trigger
	 * @param definition the new settings; {@code null} properties stay unchanged
	 */
	void updateForDistribution(String distributionId, String triggerId, TriggerDefinition definition);

	/**
	 * Delete a trigger of a distribution and its undelivered notifications.
	 * @param distributionId the id of the distribution
	 * @param triggerId the id of the trigger
	 */
	void deleteForDistribution(String distributionId, String triggerId);

	/**
	 * Test the callback URL of a distribution's trigger with a notification.
	 * @param distributionId the id of the distribution
	 * @param triggerId the id of the trigger
	 */
	void testForDistribution(String distributionId, String triggerId);

}
