package io.m2x.client;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

import io.m2x.client.error.ConnectionProblem;
import io.m2x.client.internal.ApiKey;
import io.m2x.client.internal.CallSettings;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.WriteClock;
import io.m2x.client.model.TimestampSource;
import io.m2x.client.observation.M2xClientObservationConvention;
import io.m2x.client.retry.RetryOptions;

/**
 * Builds a client. All settings have defaults but the key. Arguments must not be
 * {@code null}, unless they are marked as {@code Nullable}.
 *
 * <pre>{@code
 * M2xClient client = M2xClient.builder()
 *     .baseUrl("http://localhost:8181/v2")
 *     .apiKey(key)
 *     .callTimeout(Duration.ofSeconds(10))
 *     .build();
 * }</pre>
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

	private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);

	private static final Duration MAX_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);

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

	private Function<ConnectionProblem, @Nullable String> connectionHints = (problem) -> null;

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
	 * Set the key. Without a key, only calls that need none succeed.
	 * @param apiKey the key
	 * @return this builder
	 * @throws IllegalArgumentException if the key is empty or not allowed in a header
	 */
	public M2xClientBuilder apiKey(String apiKey) {
		this.apiKey = new ApiKey(apiKey);
		return this;
	}

	/**
	 * Set the base URL, {@link M2xClient#DEFAULT_BASE_URL} by default.
	 * @param baseUrl an absolute http or https address with the version in its path, such
	 * as {@code http://localhost:8181/v2}, without a user, a query or a fragment. The
	 * version is not checked; without it, calls fail.
	 * @return this builder
	 * @throws IllegalArgumentException if the base URL is not such an address
	 */
	public M2xClientBuilder baseUrl(String baseUrl) {
		this.baseUrl = BaseUrl.parse(baseUrl);
		return this;
	}

	/**
	 * Set how long a TCP connection may take, 5 seconds by default. The lookup of the
	 * host and the TLS handshake are not included. This has no effect if a
	 * {@linkplain #connector(ClientHttpConnector) connector} is set.
	 * @param timeout the timeout, from 1 millisecond to 24 days
	 * @return this builder
	 * @throws IllegalArgumentException if the timeout is shorter or longer
	 */
	public M2xClientBuilder connectTimeout(Duration timeout) {
		this.connectTimeout = checked("connect", timeout);
		return this;
	}

	/**
	 * Set how long to wait for data of a response or of a download, 10 seconds by
	 * default. If a {@linkplain #connector(ClientHttpConnector) connector} is set, this
	 * applies only to downloads, and the connector has its own timeout for responses.
	 * @param timeout the timeout, from 1 millisecond to 24 days
	 * @return this builder
	 * @throws IllegalArgumentException if the timeout is shorter or longer
	 */
	public M2xClientBuilder readTimeout(Duration timeout) {
		this.readTimeout = checked("read", timeout);
		return this;
	}

	/**
	 * Set how long a whole call may take, 60 seconds by default. This includes all
	 * retries, from connecting to the last byte of the response. If a list is read, or
	 * values are written, in several requests, each of them has this time. It does not
	 * apply to downloads.
	 * @param timeout the timeout, from 1 millisecond to 24 days
	 * @return this builder
	 * @throws IllegalArgumentException if the timeout is shorter or longer
	 */
	public M2xClientBuilder callTimeout(Duration timeout) {
		this.callTimeout = checked("call", timeout);
		return this;
	}

	/**
	 * Set how failed calls are retried, {@link RetryOptions#defaults()} by default.
	 * @param retry the options
	 * @return this builder
	 */
	public M2xClientBuilder retry(RetryOptions retry) {
		this.retry = retry;
		return this;
	}

	/**
	 * Set which clock adds timestamps to values and locations that are written without
	 * one, {@link TimestampSource#CLIENT} by default.
	 * @param valueTimestamps the clock
	 * @return this builder
	 */
	public M2xClientBuilder valueTimestamps(TimestampSource valueTimestamps) {
		this.valueTimestamps = valueTimestamps;
		return this;
	}

	/**
	 * Set the registry for observations of calls, none by default. The HTTP exchanges of
	 * a call are observed if the registry of the
	 * {@linkplain #webClientBuilder(WebClient.Builder) WebClient builder} is set.
	 * @param observationRegistry the registry
	 * @return this builder
	 */
	public M2xClientBuilder observationRegistry(ObservationRegistry observationRegistry) {
		this.observationRegistry = observationRegistry;
		return this;
	}

	/**
	 * Set the convention for names and key values of observations,
	 * {@link io.m2x.client.observation.DefaultM2xClientObservationConvention} by default.
	 * @param observationConvention the convention, or {@code null} for the default
	 * @return this builder
	 */
	public M2xClientBuilder observationConvention(@Nullable M2xClientObservationConvention observationConvention) {
		this.observationConvention = observationConvention;
		return this;
	}

	/**
	 * Set hints for the messages of calls that get no connection, such as the names of
	 * the settings to check. There are none by default.
	 * @param connectionHints the function that returns the hint for a problem, or
	 * {@code null} for none
	 * @return this builder
	 */
	public M2xClientBuilder connectionHints(Function<ConnectionProblem, @Nullable String> connectionHints) {
		this.connectionHints = connectionHints;
		return this;
	}

	/**
	 * Set the builder of the HTTP client, to add filters or an observation registry.
	 * {@link #build()} makes a copy of it, so later changes have no effect.
	 * @param webClientBuilder the builder; its base URL is ignored
	 * @return this builder
	 */
	public M2xClientBuilder webClientBuilder(WebClient.Builder webClientBuilder) {
		this.webClientBuilder = webClientBuilder;
		return this;
	}

	/**
	 * Set the HTTP connector. It must not follow redirects, as the key would be sent to
	 * wherever they lead. Prepare one of Reactor Netty with
	 * {@link M2xHttpClient#prepare(reactor.netty.http.client.HttpClient)} and create it
	 * with {@link M2xHttpClient#connector(reactor.netty.http.client.HttpClient)}.
	 * @param connector the connector
	 * @return this builder
	 */
	public M2xClientBuilder connector(ClientHttpConnector connector) {
		this.connector = connector;
		return this;
	}

	/**
	 * Build the client.
	 * @return the client
	 */
	public M2xClient build() {
		WebClient.Builder base = (this.webClientBuilder != null) ? this.webClientBuilder : WebClient.builder();
		ClientHttpConnector httpConnector = (this.connector != null) ? this.connector
				: WebClientFactory.connector(this.connectTimeout, this.readTimeout);
		WebClient webClient = WebClientFactory.create(base, httpConnector, this.baseUrl);
		CallSettings settings = new CallSettings(this.name, this.callTimeout, this.readTimeout, this.retry,
				(this.valueTimestamps == TimestampSource.CLIENT) ? new WriteClock(InstantSource.system()) : null,
				this.observationRegistry, this.observationConvention, this.connectionHints);
		return new M2xClient(this.name, this.baseUrl, new M2xTransport(webClient, this.baseUrl, settings, this.apiKey));
	}

	private static Duration checked(String name, Duration timeout) {
		Assert.isTrue(timeout.compareTo(MIN_TIMEOUT) >= 0 && timeout.compareTo(MAX_TIMEOUT) <= 0,
				() -> "The " + name + " timeout must be from 1 millisecond to 24 days");
		return timeout;
	}

}
