package io.m2x.client;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

import io.m2x.client.internal.ApiKey;
import io.m2x.client.internal.CallSettings;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.WriteClock;
import io.m2x.client.model.TimestampSource;
import io.m2x.client.observation.M2xClientObservationConvention;
import io.m2x.client.retry.RetryOptions;

/**
 * Makes a client.
 *
 * @since 0.1.0
 */
public final class M2xClientBuilder {

	/**
	 * Default of {@link #connectTimeout(Duration)}.
	 */
	public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * Default of {@link #readTimeout(Duration)}.
	 */
	public static final Duration DEFAULT_READ_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * Default of {@link #callTimeout(Duration)}.
	 */
	public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(60);

	private String name = M2xClient.DEFAULT_NAME;

	private URI baseUrl = M2xClient.DEFAULT_BASE_URL;

	private @Nullable ApiKey apiKey;

	private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;

	private Duration readTimeout = DEFAULT_READ_TIMEOUT;

	private Duration callTimeout = DEFAULT_CALL_TIMEOUT;

	private RetryOptions retry = RetryOptions.defaults();

	private TimestampSource valueTimestamps = TimestampSource.CLIENT;

	private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

	private @Nullable M2xClientObservationConvention observationConvention;

	private WebClient.@Nullable Builder webClientBuilder;

	private @Nullable ClientHttpConnector connector;

	M2xClientBuilder() {
	}

	/**
	 * Set the name of the client, {@value M2xClient#DEFAULT_NAME} by default.
	 * @param name the name
	 * @return this builder
	 * @throws IllegalArgumentException if the name is empty
	 */
	public M2xClientBuilder name(String name) {
		Assert.hasText(name, "The name of the client must not be empty");
		this.name = name;
		return this;
	}

	/**
	 * Return the name of the client.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Set the key. Without one only the calls that need none succeed.
	 * @param apiKey the key
	 * @return this builder
	 * @throws IllegalArgumentException if the key is empty or could not stand in a header
	 */
	public M2xClientBuilder apiKey(String apiKey) {
		this.apiKey = new ApiKey(apiKey);
		return this;
	}

	/**
	 * Set the address that calls go to, {@link M2xClient#DEFAULT_BASE_URL} by default.
	 * @param baseUrl an absolute http or https address with the version in its path, such
	 * as {@code http://localhost:8181/v2}
	 * @return this builder
	 * @throws IllegalArgumentException if the address is not of that form
	 */
	public M2xClientBuilder baseUrl(String baseUrl) {
		this.baseUrl = BaseUrl.parse(baseUrl);
		return this;
	}

	/**
	 * Set how long the making of a connection may take, 5 seconds by default. Applies
	 * unless a {@linkplain #connector(ClientHttpConnector) connector} is set.
	 * @param timeout the time
	 * @return this builder
	 */
	public M2xClientBuilder connectTimeout(Duration timeout) {
		this.connectTimeout = checked("connect", timeout);
		return this;
	}

	/**
	 * Set how long M2X may be silent while an answer is awaited, or the host of a file
	 * during a download, 10 seconds by default. A
	 * {@linkplain #connector(ClientHttpConnector) connector} that is set has its own for
	 * answers.
	 * @param timeout the time
	 * @return this builder
	 */
	public M2xClientBuilder readTimeout(Duration timeout) {
		this.readTimeout = checked("read", timeout);
		return this;
	}

	/**
	 * Set how long a whole call may take with all its attempts, from the making of the
	 * connection to the last byte of the answer, 60 seconds by default.
	 * @param timeout the time
	 * @return this builder
	 */
	public M2xClientBuilder callTimeout(Duration timeout) {
		this.callTimeout = checked("call", timeout);
		return this;
	}

	/**
	 * Set how failed calls are repeated, {@link RetryOptions#defaults()} by default.
	 * @param retry the options
	 * @return this builder
	 */
	public M2xClientBuilder retry(RetryOptions retry) {
		this.retry = retry;
		return this;
	}

	/**
	 * Set whose clock tells the time of values and locations that are written without
	 * one, {@link TimestampSource#CLIENT} by default.
	 * @param valueTimestamps whose clock
	 * @return this builder
	 */
	public M2xClientBuilder valueTimestamps(TimestampSource valueTimestamps) {
		this.valueTimestamps = valueTimestamps;
		return this;
	}

	/**
	 * Set where calls are observed, nowhere by default. The calls of the HTTP client
	 * underneath are observed apart from that, if its
	 * {@linkplain #webClientBuilder(WebClient.Builder) builder} is set up for it.
	 * @param observationRegistry the registry
	 * @return this builder
	 */
	public M2xClientBuilder observationRegistry(ObservationRegistry observationRegistry) {
		this.observationRegistry = observationRegistry;
		return this;
	}

	/**
	 * Set how observations of calls are named.
	 * @param observationConvention the convention, or {@code null} for the default
	 * @return this builder
	 */
	public M2xClientBuilder observationConvention(@Nullable M2xClientObservationConvention observationConvention) {
		this.observationConvention = observationConvention;
		return this;
	}

	/**
	 * Set what the HTTP client is made from, to add filters or an observation registry.
	 * It is not changed itself.
	 * @param webClientBuilder the builder; its base URL is ignored
	 * @return this builder
	 */
	public M2xClientBuilder webClientBuilder(WebClient.Builder webClientBuilder) {
		this.webClientBuilder = webClientBuilder;
		return this;
	}

	/**
	 * Set the HTTP connector. It must not follow redirects, as the key would go along to
	 * wherever they lead; one of Reactor Netty is made fit by
	 * {@link M2xHttpClient#prepare(reactor.netty.http.client.HttpClient)}, and reaches
	 * every host if it comes from
	 * {@link M2xHttpClient#connector(reactor.netty.http.client.HttpClient)}.
	 * @param connector the connector
	 * @return this builder
	 */
	public M2xClientBuilder connector(ClientHttpConnector connector) {
		this.connector = connector;
		return this;
	}

	/**
	 * Make the client.
	 * @return the client
	 */
	public M2xClient build() {
		WebClient.Builder base = (this.webClientBuilder != null) ? this.webClientBuilder : WebClient.builder();
		ClientHttpConnector wires = (this.connector != null) ? this.connector
				: WebClientFactory.connector(this.connectTimeout, this.readTimeout);
		WebClient webClient = WebClientFactory.create(base, wires, this.baseUrl);
		CallSettings settings = new CallSettings(this.name, this.callTimeout, this.readTimeout, this.retry,
				(this.valueTimestamps == TimestampSource.CLIENT) ? new WriteClock(InstantSource.system()) : null,
				this.observationRegistry, this.observationConvention);
		return new M2xClient(this.name, this.baseUrl, new M2xTransport(webClient, this.baseUrl, settings, this.apiKey));
	}

	private static Duration checked(String name, Duration timeout) {
		Assert.isTrue(timeout.toMillis() > 0 && timeout.toMillis() <= Integer.MAX_VALUE,
				() -> "The " + name + " timeout must be from 1 millisecond to 24 days");
		return timeout;
	}

}
