package io.m2x.client.internal;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestBodySpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.retry.RetryOptions;

/**
 * Sends requests to M2X and translates every failure into an {@link M2xException}.
 * <p>
 * Only this class adds the key, as a header. It builds addresses only from the configured
 * base URL, so the key can't reach another origin.
 */
public final class M2xTransport {

	/**
	 * Name of the header that carries the API key.
	 */
	public static final String KEY_HEADER = "X-M2X-KEY";

	private final WebClient webClient;

	private final URI baseUrl;

	private final Origin origin;

	private final CallSettings settings;

	private final @Nullable ApiKey key;

	private final Backoff backoff;

	private final TransportFailures failures;

	/**
	 * Create a transport.
	 * @param webClient a client that doesn't follow redirects
	 * @param baseUrl the address that calls go to, without a slash at its end
	 * @param settings the settings of the client
	 * @param key the API key, or {@code null} to send none
	 */
	public M2xTransport(WebClient webClient, URI baseUrl, CallSettings settings, @Nullable ApiKey key) {
		this.webClient = webClient;
		this.baseUrl = baseUrl;
		this.origin = Origin.of(baseUrl);
		this.settings = settings;
		this.key = key;
		this.backoff = new Backoff(settings.retry(), () -> ThreadLocalRandom.current().nextDouble());
		this.failures = new TransportFailures(settings.connectionHints());
	}

	/**
	 * Return a transport over the same connections with another key.
	 * @param other the other key
	 * @return the transport
	 */
	public M2xTransport withKey(ApiKey other) {
		return new M2xTransport(this.webClient, this.baseUrl, this.settings, other);
	}

	/**
	 * Return a transport over the same connections with other retries.
	 * @param retry how failed calls are retried
	 * @return the transport
	 */
	public M2xTransport withRetry(RetryOptions retry) {
		return new M2xTransport(this.webClient, this.baseUrl, this.settings.withRetry(retry), this.key);
	}

	/**
	 * Return how failed calls are retried.
	 * @return the options
	 */
	public RetryOptions retry() {
		return this.settings.retry();
	}

	/**
	 * Return the clock for writes without a timestamp.
	 * @return the clock, or {@code null} to let the server add timestamps
	 */
	public @Nullable WriteClock writeClock() {
		return this.settings.writeClock();
	}

	/**
	 * Start a request.
	 * @param operation the name of the operation, such as {@code devices.view}
	 * @param method the HTTP method
	 * @param path the path below the base URL
	 * @return the request, to be completed and sent
	 */
	public M2xRequest request(String operation, HttpMethod method, ResourcePath path) {
		return new M2xRequest(this, operation, method, path);
	}

	/**
	 * Download a file, without sending the key. Failed attempts are retried until the
	 * first bytes have arrived.
	 * @param operation the name of the operation, such as {@code jobs.download}
	 * @param address the URL of the file, on any host
	 * @return the bytes in buffers that must be released; fails if bytes are requested
	 * and none arrive within the read timeout
	 */
	public Flux<DataBuffer> download(String operation, URI address) {
		Download download = new Download(this.webClient, this.settings.readTimeout(), operation, this.key,
				this.failures);
		return Flux.deferContextual((context) -> {
			ObservedCall call = ObservedCall.start(this.settings, operation, context);
			AtomicBoolean started = new AtomicBoolean();
			return call.around(download.fetch(address)
				.doOnNext((buffer) -> started.set(true))
				.retryWhen(startRetry(() -> !started.get(), null, call).retry())
				.transform(download::toReader)
				.doOnComplete(call::succeed)
				.doOnError(call::fail)
				.doOnCancel(call::cancel));
		});
	}

	<T> Mono<T> send(M2xRequest request, ExpectedResponse expected, Function<ReceivedResponse, @Nullable T> reader) {
		return Mono.deferContextual((context) -> {
			ObservedCall call = ObservedCall.start(this.settings, request.operation(), context);
			return call.around(attempts(request, call).doOnNext((response) -> check(request, expected, response))
				.mapNotNull(reader)
				.doOnSuccess((read) -> call.succeed())
				.doOnError(call::fail)
				.doOnCancel(call::cancel));
		});
	}

	// Not retried: something else responds in place of M2X and would do so again, and
	// whether M2X has processed the request is unknown.
	private void check(M2xRequest request, ExpectedResponse expected, ReceivedResponse response) {
		if (!expected.matches(response)) {
			throw new M2xTransportException(request.operation(),
					this.origin.withHint(
							"the response from " + this.origin.host() + " is not one of M2X: " + response.describe()),
					null);
		}
	}

	Origin origin() {
		return this.origin;
	}

	private Mono<ReceivedResponse> attempts(M2xRequest request, ObservedCall call) {
		Duration limit = this.settings.callTimeout();
		CallRetry retry = startRetry(request::isIdempotent, limit, call);
		return attempt(request)
			.onErrorResume(M2xNotFoundException.class,
					(ex) -> (retry.mayHaveArrived() && request.deletesResource())
							? Mono.just(ReceivedResponse.noContent()) : Mono.error(ex))
			.retryWhen(retry.retry())
			.timeout(limit, Mono.error(() -> retry.timedOut(request.operation(), limit)));
	}

	private Mono<ReceivedResponse> attempt(M2xRequest request) {
		ApiKey keyInPath = request.keyInPath();
		return Mono.defer(() -> exchange(request))
			.contextWrite((context) -> (keyInPath != null) ? KeyPathConnector.withKey(context, keyInPath) : context)
			.onErrorMap((ex) -> !(ex instanceof M2xException),
					(ex) -> this.failures.translate(request.operation(), ex, null))
			.flatMap((response) -> response.status().is2xxSuccessful() ? Mono.just(response)
					: Mono.error(FailedResponses.read(response, this.origin.hint(), this.key, keyInPath)
						.toException(request.operation())));
	}

	private CallRetry startRetry(BooleanSupplier idempotent, @Nullable Duration limit, ObservedCall call) {
		return new CallRetry(this.settings.retry(), this.backoff, idempotent, limit, call, System::nanoTime);
	}

	private Mono<ReceivedResponse> exchange(M2xRequest request) {
		RequestBodySpec spec = this.webClient.method(request.method())
			.uri(request.path().template(), (builder) -> request.toUri(this.baseUrl))
			.headers(this::addHeaders);
		if (request.accepted() != null) {
			spec.accept(request.accepted());
		}
		if (request.content() != null) {
			spec.contentType(MediaType.APPLICATION_JSON).bodyValue(request.content());
		}
		return spec.exchangeToMono(M2xTransport::read);
	}

	private void addHeaders(HttpHeaders headers) {
		if (this.key != null) {
			headers.set(KEY_HEADER, this.key.value());
		}
	}

	static Mono<ReceivedResponse> read(ClientResponse response) {
		return response.bodyToMono(byte[].class)
			.defaultIfEmpty(new byte[0])
			.map((body) -> new ReceivedResponse(response.statusCode(), response.headers().asHttpHeaders(), body));
	}

}
