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
 * Sends requests to M2X and turns every failure into an {@link M2xException}.
 * <p>
 * The key is added here and only here, as a header; addresses are always built from the
 * configured base URL, so that it can't reach another origin.
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

	/**
	 * Create a transport.
	 * @param webClient a client that doesn't follow redirects
	 * @param baseUrl the address that calls go to, without a slash at its end
	 * @param settings what holds for all calls
	 * @param key the API key, or {@code null} to send none
	 */
	public M2xTransport(WebClient webClient, URI baseUrl, CallSettings settings, @Nullable ApiKey key) {
		this.webClient = webClient;
		this.baseUrl = baseUrl;
		this.origin = Origin.of(baseUrl);
		this.settings = settings;
		this.key = key;
		this.backoff = new Backoff(settings.retry(), () -> ThreadLocalRandom.current().nextDouble());
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
	 * Return a transport over the same connections that retries in another way.
	 * @param retry how failed calls are repeated
	 * @return the transport
	 */
	public M2xTransport withRetry(RetryOptions retry) {
		return new M2xTransport(this.webClient, this.baseUrl, this.settings.withRetry(retry), this.key);
	}

	/**
	 * Return how failed calls are repeated.
	 * @return the options
	 */
	public RetryOptions retry() {
		return this.settings.retry();
	}

	/**
	 * Return what gives a time to what is written without one.
	 * @return the clock, or {@code null} to leave that to the server
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
	 * Download a file, without the key. As long as nothing has come, a failed attempt is
	 * repeated like any other.
	 * @param operation the name of the operation, such as {@code jobs.download}
	 * @param address where the file is, which may be any host
	 * @return the bytes in buffers that must be released; fails when nothing comes for
	 * the read timeout although something is wanted
	 */
	public Flux<DataBuffer> download(String operation, URI address) {
		Download download = new Download(this.webClient, this.settings.readTimeout(), operation, this.key);
		return Flux.deferContextual((context) -> {
			ObservedCall call = ObservedCall.start(this.settings, operation, context);
			AtomicBoolean begun = new AtomicBoolean();
			return call.around(download.fetch(address)
				.doOnNext((buffer) -> begun.set(true))
				.retryWhen(begin(() -> !begun.get(), null, call).retry())
				.transform(download::toReader)
				.doOnComplete(call::succeed)
				.doOnError(call::fail)
				.doOnCancel(call::cancel));
		});
	}

	<T> Mono<T> send(M2xRequest request, Expected expected, Function<ReceivedResponse, @Nullable T> reader) {
		return Mono.deferContextual((context) -> {
			ObservedCall call = ObservedCall.start(this.settings, request.operation(), context);
			return call.around(answer(request, call).doOnNext((answer) -> check(request, expected, answer))
				.mapNotNull(reader)
				.doOnSuccess((read) -> call.succeed())
				.doOnError(call::fail)
				.doOnCancel(call::cancel));
		});
	}

	// Not repeated: who answers in the place of M2X will do so again, and nobody knows
	// what became of the request.
	private void check(M2xRequest request, Expected expected, ReceivedResponse answer) {
		if (!expected.isMetBy(answer)) {
			throw new M2xTransportException(request.operation(), this.origin
				.withHint("what came from " + this.origin.host() + " is not the response of M2X: " + answer.describe()),
					null);
		}
	}

	Origin origin() {
		return this.origin;
	}

	private Mono<ReceivedResponse> answer(M2xRequest request, ObservedCall call) {
		Duration limit = this.settings.callTimeout();
		CallRetry repetition = begin(request::isIdempotent, limit, call);
		return attempt(request)
			.onErrorResume(M2xNotFoundException.class,
					(ex) -> (repetition.hasArrived() && request.removesWhatItNames())
							? Mono.just(ReceivedResponse.none()) : Mono.error(ex))
			.retryWhen(repetition.retry())
			.timeout(limit, Mono.error(() -> repetition.timedOut(request.operation(), limit)));
	}

	private Mono<ReceivedResponse> attempt(M2xRequest request) {
		ApiKey keyInPath = request.keyInPath();
		return Mono.defer(() -> exchange(request))
			.contextWrite((context) -> (keyInPath != null) ? KeyPathConnector.withKey(context, keyInPath) : context)
			.onErrorMap((ex) -> !(ex instanceof M2xException),
					(ex) -> TransportFailures.translate(request.operation(), ex))
			.flatMap((answer) -> answer.status().is2xxSuccessful() ? Mono.just(answer)
					: Mono.error(FailedResponses.read(answer, this.origin.hint(), this.key, keyInPath)
						.toException(request.operation())));
	}

	private CallRetry begin(BooleanSupplier idempotent, @Nullable Duration limit, ObservedCall call) {
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
