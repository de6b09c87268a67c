package io.m2x.client.triggers;

import java.util.List;

import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.model.DeviceRef;

/**
 * Manages the triggers of devices and distributions. A trigger of a distribution applies
 * to each of its devices, and needs the master key.
 *
 * <pre>{@code
 * triggers.create(device, TriggerDefinition.named("Too hot")
 *     .when("temperature", TriggerCondition.greaterThan(30))
 *     .withCallbackUrl("https://app.example.com/m2x"));
 * }</pre>
 *
 * @since 0.1.0
 */
public class M2xTriggers {

	static {
		PackageAccess.register(M2xTriggers.class, M2xTriggers::new);
	}

	private static final String LIST = "/triggers";

	private static final String ONE = "/triggers/{trigger}";

	private static final String TEST = "/triggers/{trigger}/test";

	private static final String DISTRIBUTION = "/distributions/{distribution}";

	private final M2xTransport transport;

	M2xTriggers(M2xTransport transport) {
		this.transport = transport;
	}

	/**
	 * Return the triggers of a device.
	 * @param device the device
	 * @return the triggers, in the order of their creation
	 */
	public Mono<List<Trigger>> list(DeviceRef device) {
		return request("triggers.list", HttpMethod.GET, device, LIST).retrieveList("triggers", Trigger.class);
	}

	/**
	 * Create a trigger for a device.
	 * @param device the device
	 * @param definition its settings; conditions and callback URL are required
	 * @return the trigger with its id
	 */
	public Mono<Trigger> create(DeviceRef device, TriggerDefinition definition) {
		return request("triggers.create", HttpMethod.POST, device, LIST).body(definition).retrieve(Trigger.class);
	}

	/**
	 * Return a trigger of a device.
	 * @param device the device
	 * @param triggerId the id of the trigger
	 * @return the trigger
	 */
	public Mono<Trigger> view(DeviceRef device, String triggerId) {
		return request("triggers.view", HttpMethod.GET, device, ONE, triggerId).retrieve(Trigger.class);
	}

	/**
	 * Update a trigger of a device. New conditions reset the trigger: it counts as not
	 * activated.
	 * @param device the device
	 * @param triggerId the id of the trigger
	 * @param definition the new settings; {@code null} properties stay unchanged
	 * @return completes when the trigger is updated
	 */
	public Mono<Void> update(DeviceRef device, String triggerId, TriggerDefinition definition) {
		return request("triggers.update", HttpMethod.PUT, device, ONE, triggerId).body(definition).retrieve();
	}

	/**
	 * Delete a trigger of a device and its undelivered notifications.
	 * @param device the device
	 * @param triggerId the id of the trigger
	 * @return completes when the trigger is deleted
	 */
	public Mono<Void> delete(DeviceRef device, String triggerId) {
		return request("triggers.delete", HttpMethod.DELETE, device, ONE, triggerId).retrieve();
	}

	/**
	 * Test the callback URL of a device's trigger with a notification.
	 * @param device the device
	 * @param triggerId the id of the trigger
	 * @return completes when M2X has accepted the request, usually before the
	 * notification is sent
	 */
	public Mono<Void> test(DeviceRef device, String triggerId) {
		return request("triggers.test", HttpMethod.POST, device, TEST, triggerId).retrieveAnyForm();
	}

	/**
	 * Return the triggers of a distribution.
	 * @param distributionId the id of the distribution
	 * @return the triggers, in the order of their creation
	 */
	public Mono<List<Trigger>> listForDistribution(String distributionId) {
		return forDistribution("triggers.list-for-distribution", HttpMethod.GET, LIST, distributionId)
			.retrieveList("triggers", Trigger.class);
	}

	/**
	 * Create a trigger for a distribution.
	 * @param distributionId the id of the distribution
	 * @param definition its settings; conditions and callback URL are required
	 * @return the trigger with its id
	 */
	public Mono<Trigger> createForDistribution(String distributionId, TriggerDefinition definition) {
		return forDistribution("triggers.create-for-distribution", HttpMethod.POST, LIST, distributionId)
			.body(definition)
			.retrieve(Trigger.class);
	}

	/**
	 * Return a trigger of a distribution.
	 * @param distributionId the id of the distribution
	 * @param triggerId the id of the trigger
	 * @return the trigger
	 */
	public Mono<Trigger> viewForDistribution(String distributionId, String triggerId) {
		return forDistribution("triggers.view-for-distribution", HttpMethod.GET, ONE, distributionId, triggerId)
			.retrieve(Trigger.class);
	}

	/**
	 * Update a trigger of a distribution. New conditions reset the trigger: it counts as
	 * not activated.
	 * @param distributionId the id of the distribution
	 * @param triggerId the id of the trigger
	 * @param definition the new settings; {@code null} properties stay unchanged
	 * @return completes when the trigger is updated
	 */
	public Mono<Void> updateForDistribution(String distributionId, String triggerId, TriggerDefinition definition) {
		return forDistribution("triggers.update-for-distribution", HttpMethod.PUT, ONE, distributionId, triggerId)
			.body(definition)
			.retrieve();
	}

	/**
	 * Delete a trigger of a distribution and its undelivered notifications.
	 * @param distributionId the id of the distribution
	 * @param triggerId the id of the trigger
	 * @return completes when the trigger is deleted
	 */
	public Mono<Void> deleteForDistribution(String distributionId, String triggerId) {
		return forDistribution("triggers.delete-for-distribution", HttpMethod.DELETE, ONE, distributionId, triggerId)
			.retrieve();
	}

	/**
	 * Test the callback URL of a distribution's trigger with a notification.
	 * @param distributionId the id of the distribution
	 * @param triggerId the id of the trigger
	 * @return completes when M2X has accepted the request, usually before the
	 * notification is sent
	 */
	public Mono<Void> testForDistribution(String distributionId, String triggerId) {
		return forDistribution("triggers.test-for-distribution", HttpMethod.POST, TEST, distributionId, triggerId)
			.retrieveAnyForm();
	}

	private M2xRequest request(String operation, HttpMethod method, DeviceRef device, String path, String... trigger) {
		return this.transport.request(operation, method, ResourcePath.ofDevice(device, path, trigger));
	}

	private M2xRequest forDistribution(String operation, HttpMethod method, String path, String... ids) {
		return this.transport.request(operation, method, ResourcePath.of(DISTRIBUTION + path, ids));
	}

}
