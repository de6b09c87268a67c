package io.m2x.client;

import java.net.URI;

import io.m2x.client.charts.M2xCharts;
import io.m2x.client.collections.M2xCollections;
import io.m2x.client.commands.M2xCommands;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.distributions.M2xDistributions;
import io.m2x.client.integrations.M2xIntegrations;
import io.m2x.client.internal.ApiKey;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.jobs.M2xJobs;
import io.m2x.client.keys.M2xKeys;
import io.m2x.client.locations.M2xLocations;
import io.m2x.client.platform.M2xPlatform;
import io.m2x.client.retry.RetryOptions;
import io.m2x.client.streams.M2xStreams;
import io.m2x.client.triggers.M2xTriggers;
import io.m2x.client.values.M2xValues;

/**
 * Client of the M2X API, with a service for each kind of resource.
 *
 * <pre>{@code
 * M2xClient client = M2xClient.builder().apiKey(key).build();
 * Mono<Void> written = client.values().write(DeviceRef.serial("GH-1"), "temperature", 21.5);
 * }</pre>
 * <p>
 * A client is immutable and thread-safe. It shares its connections with the clients that
 * are derived from it.
 * <p>
 * A client is not closed. Without a {@linkplain M2xClientBuilder#connector connector} of
 * its own, its connections belong to the shared resources of Reactor Netty. Whoever sets
 * a connector closes its resources.
 *
 * @since 0.1.0
 */
public final class M2xClient {

	/**
	 * The default base URL: the URL of the hosted service.
	 */
	public static final URI DEFAULT_BASE_URL = URI.create("https://api-m2x.att.com/v2");

	/**
	 * The default name of a client.
	 */
	public static final String DEFAULT_NAME = "default";

	private final String name;

	private final URI baseUrl;

	private final M2xTransport transport;

	private final M2xPlatform platform;

	private final M2xDevices devices;

	private final M2xStreams streams;

	private final M2xValues values;

	private final M2xLocations locations;

	private final M2xDistributions distributions;

	private final M2xCollections collections;

	private final M2xCommands commands;

	private final M2xCharts charts;

	private final M2xIntegrations integrations;

	private final M2xKeys keys;

	private final M2xTriggers triggers;

	private final M2xJobs jobs;

	M2xClient(String name, URI baseUrl, M2xTransport transport) {
		this.name = name;
		this.baseUrl = baseUrl;
		this.transport = transport;
		this.platform = PackageAccess.create(M2xPlatform.class, transport);
		this.devices = PackageAccess.create(M2xDevices.class, transport);
		this.streams = PackageAccess.create(M2xStreams.class, transport);
		this.values = PackageAccess.create(M2xValues.class, transport);
		this.locations = PackageAccess.create(M2xLocations.class, transport);
		this.distributions = PackageAccess.create(M2xDistributions.class, transport);
		this.collections = PackageAccess.create(M2xCollections.class, transport);
		this.commands = PackageAccess.create(M2xCommands.class, transport);
		this.charts = PackageAccess.create(M2xCharts.class, transport);
		this.integrations = PackageAccess.create(M2xIntegrations.class, transport);
		this.keys = PackageAccess.create(M2xKeys.class, transport);
		this.triggers = PackageAccess.create(M2xTriggers.class, transport);
		this.jobs = PackageAccess.create(M2xJobs.class, transport);
	}

	/**
	 * Create a builder.
	 * @return a builder with the default settings and no key
	 */
	public static M2xClientBuilder builder() {
		return new M2xClientBuilder();
	}

	/**
	 * Return the version of this library, which every request carries in its
	 * {@code User-Agent} header.
	 * @return the version, such as {@code 0.1.0}
	 */
	public static String version() {
		return WebClientFactory.VERSION;
	}

	/**
	 * Return a client with another key, over the same connections.
	 * @param apiKey the other key
	 * @return the client
	 * @throws IllegalArgumentException if the key is empty or not allowed in a header
	 */
	public M2xClient withApiKey(String apiKey) {
		return new M2xClient(this.name, this.baseUrl, this.transport.withKey(new ApiKey(apiKey)));
	}

	/**
	 * Return a client with other retries, over the same connections: fewer for a page
	 * that somebody waits for, none for a check.
	 * @param retry how failed calls are retried
	 * @return the client
	 */
	public M2xClient withRetry(RetryOptions retry) {
		return new M2xClient(this.name, this.baseUrl, this.transport.withRetry(retry));
	}

	/**
	 * Return how failed calls are retried.
	 * @return the options
	 */
	public RetryOptions retry() {
		return this.transport.retry();
	}

	/**
	 * Return the name of the client, which identifies it in metrics and health.
	 * @return the name, {@value #DEFAULT_NAME} by default
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the base URL.
	 * @return the base URL, without a trailing slash
	 */
	public URI baseUrl() {
		return this.baseUrl;
	}

	/**
	 * Return the service for the state and the clock of the platform.
	 * @return the service
	 */
	public M2xPlatform platform() {
		return this.platform;
	}

	/**
	 * Return the service for devices.
	 * @return the service
	 */
	public M2xDevices devices() {
		return this.devices;
	}

	/**
	 * Return the service for data streams.
	 * @return the service
	 */
	public M2xStreams streams() {
		return this.streams;
	}

	/**
	 * Return the service for values of data streams.
	 * @return the service
	 */
	public M2xValues values() {
		return this.values;
	}

	/**
	 * Return the service for locations.
	 * @return the service
	 */
	public M2xLocations locations() {
		return this.locations;
	}

	/**
	 * Return the service for distributions.
	 * @return the service
	 */
	public M2xDistributions distributions() {
		return this.distributions;
	}

	/**
	 * Return the service for collections.
	 * @return the service
	 */
	public M2xCollections collections() {
		return this.collections;
	}

	/**
	 * Return the service for commands.
	 * @return the service
	 */
	public M2xCommands commands() {
		return this.commands;
	}

	/**
	 * Return the service for charts.
	 * @return the service
	 */
	public M2xCharts charts() {
		return this.charts;
	}

	/**
	 * Return the service for integrations.
	 * @return the service
	 */
	public M2xIntegrations integrations() {
		return this.integrations;
	}

	/**
	 * Return the service for API keys.
	 * @return the service
	 */
	public M2xKeys keys() {
		return this.keys;
	}

	/**
	 * Return the service for triggers.
	 * @return the service
	 */
	public M2xTriggers triggers() {
		return this.triggers;
	}

	/**
	 * Return the service for jobs.
	 * @return the service
	 */
	public M2xJobs jobs() {
		return this.jobs;
	}

	@Override
	public String toString() {
		return "M2xClient[" + this.baseUrl + "]";
	}

}
