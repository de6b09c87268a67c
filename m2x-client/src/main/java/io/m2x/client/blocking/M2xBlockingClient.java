package io.m2x.client.blocking;

import io.m2x.client.M2xClient;
import io.m2x.client.charts.M2xCharts;
import io.m2x.client.collections.M2xCollections;
import io.m2x.client.commands.M2xCommands;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.distributions.M2xDistributions;
import io.m2x.client.integrations.M2xIntegrations;
import io.m2x.client.jobs.M2xJobs;
import io.m2x.client.keys.M2xKeys;
import io.m2x.client.locations.M2xLocations;
import io.m2x.client.platform.M2xPlatform;
import io.m2x.client.retry.RetryOptions;
import io.m2x.client.streams.M2xStreams;
import io.m2x.client.triggers.M2xTriggers;
import io.m2x.client.values.M2xValues;

/**
 * Blocking client of the M2X API, with a blocking service for each kind of resource.
 *
 * <pre>{@code
 * M2xBlockingClient client = M2xBlockingClient.of(M2xClient.builder().apiKey(key).build());
 * Device device = client.devices().view(DeviceRef.serial("GH-1"));
 * client.values().write(device.ref(), "temperature", 21.5);
 * }</pre>
 * <p>
 * It is an immutable and thread-safe view of an {@link M2xClient}, with the same
 * connections and settings. Each call blocks the calling thread, which may be a virtual
 * one. A call that fails throws an {@link io.m2x.client.error.M2xException M2xException}.
 * On an event loop, which must not block, a call throws an {@link IllegalStateException}.
 * Interrupting the thread cancels the call, which then throws an
 * {@link M2xInterruptedException}.
 * <p>
 * Results that may be missing are an {@link java.util.Optional Optional}. Results with
 * pages are a lazy {@link java.util.stream.Stream Stream}, which sends its first request
 * when it is consumed. Exports (a {@code Stream}) and downloads (an
 * {@link java.io.InputStream InputStream}) hold a connection until their end, so close
 * them.
 *
 * @since 0.1.0
 */
public final class M2xBlockingClient {

	private final M2xClient client;

	private final M2xBlockingPlatform platform;

	private final M2xBlockingDevices devices;

	private final M2xBlockingStreams streams;

	private final M2xBlockingValues values;

	private final M2xBlockingLocations locations;

	private final M2xBlockingDistributions distributions;

	private final M2xBlockingCollections collections;

	private final M2xBlockingCommands commands;

	private final M2xBlockingCharts charts;

	private final M2xBlockingIntegrations integrations;

	private final M2xBlockingKeys keys;

	private final M2xBlockingTriggers triggers;

	private final M2xBlockingJobs jobs;

	private M2xBlockingClient(M2xClient client) {
		this.client = client;
		this.platform = BlockingService.create(M2xBlockingPlatform.class, M2xPlatform.class, client::platform);
		this.devices = BlockingService.create(M2xBlockingDevices.class, M2xDevices.class, client::devices);
		this.streams = BlockingService.create(M2xBlockingStreams.class, M2xStreams.class, client::streams);
		this.values = BlockingService.create(M2xBlockingValues.class, M2xValues.class, client::values);
		this.locations = BlockingService.create(M2xBlockingLocations.class, M2xLocations.class, client::locations);
		this.distributions = BlockingService.create(M2xBlockingDistributions.class, M2xDistributions.class,
				client::distributions);
		this.collections = BlockingService.create(M2xBlockingCollections.class, M2xCollections.class,
				client::collections);
		this.commands = BlockingService.create(M2xBlockingCommands.class, M2xCommands.class, client::commands);
		this.charts = BlockingService.create(M2xBlockingCharts.class, M2xCharts.class, client::charts);
		this.integrations = BlockingService.create(M2xBlockingIntegrations.class, M2xIntegrations.class,
				client::integrations);
		this.keys = BlockingService.create(M2xBlockingKeys.class, M2xKeys.class, client::keys);
		this.triggers = BlockingService.create(M2xBlockingTriggers.class, M2xTriggers.class, client::triggers);
		this.jobs = BlockingService.create(M2xBlockingJobs.class, M2xJobs.class, client::jobs);
	}

	/**
	 * Return the blocking view of a client.
	 * @param client the client
	 * @return the view
	 */
	public static M2xBlockingClient of(M2xClient client) {
		return new M2xBlockingClient(client);
	}

	/**
	 * Return a client with another key, over the same connections.
	 * @param apiKey the other key
	 * @return the client
	 * @throws IllegalArgumentException if the key is empty or not allowed in a header
	 */
	public M2xBlockingClient withApiKey(String apiKey) {
		return of(this.client.withApiKey(apiKey));
	}

	/**
	 * Return a client with other retries, over the same connections.
	 * @param retry how failed calls are retried
	 * @return the client
	 */
	public M2xBlockingClient withRetry(RetryOptions retry) {
		return of(this.client.withRetry(retry));
	}

	/**
	 * Return the reactive client that this is a view of.
	 * @return the reactive client
	 */
	public M2xClient reactive() {
		return this.client;
	}

	/**
	 * Return the blocking service for the state and the clock of the platform.
	 * @return the service
	 */
	public M2xBlockingPlatform platform() {
		return this.platform;
	}

	/**
	 * Return the blocking service for devices.
	 * @return the service
	 */
	public M2xBlockingDevices devices() {
		return this.devices;
	}

	/**
	 * Return the blocking service for data streams.
	 * @return the service
	 */
	public M2xBlockingStreams streams() {
		return this.streams;
	}

	/**
	 * Return the blocking service for values of data streams.
	 * @return the service
	 */
	public M2xBlockingValues values() {
		return this.values;
	}

	/**
	 * Return the blocking service for locations.
	 * @return the service
	 */
	public M2xBlockingLocations locations() {
		return this.locations;
	}

	/**
	 * Return the blocking service for distributions.
	 * @return the service
	 */
	public M2xBlockingDistributions distributions() {
		return this.distributions;
	}

	/**
	 * Return the blocking service for collections.
	 * @return the service
	 */
	public M2xBlockingCollections collections() {
		return this.collections;
	}

	/**
	 * Return the blocking service for commands.
	 * @return the service
	 */
	public M2xBlockingCommands commands() {
		return this.commands;
	}

	/**
	 * Return the blocking service for charts.
	 * @return the service
	 */
	public M2xBlockingCharts charts() {
		return this.charts;
	}

	/**
	 * Return the blocking service for integrations.
	 * @return the service
	 */
	public M2xBlockingIntegrations integrations() {
		return this.integrations;
	}

	/**
	 * Return the blocking service for API keys.
	 * @return the service
	 */
	public M2xBlockingKeys keys() {
		return this.keys;
	}

	/**
	 * Return the blocking service for triggers.
	 * @return the service
	 */
	public M2xBlockingTriggers triggers() {
		return this.triggers;
	}

	/**
	 * Return the blocking service for jobs.
	 * @return the service
	 */
	public M2xBlockingJobs jobs() {
		return this.jobs;
	}

	@Override
	public String toString() {
		return "M2xBlockingClient[" + this.client.baseUrl() + "]";
	}

}
