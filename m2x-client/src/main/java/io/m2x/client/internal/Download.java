package io.m2x.client.internal;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.handler.timeout.ReadTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClientRequest;

import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xTransportException;

/**
 * Downloads a file from an address that M2X gave. The host can be any, so the key is not
 * sent. The file can be large, so it is not kept in memory, and only the read timeout
 * applies.
 */
final class Download {

	/** How many buffers are read ahead for a slow reader. */
	private static final int PREFETCH = 2;

	private static final List<String> SECRET = List.of(M2xTransport.KEY_HEADER, HttpHeaders.AUTHORIZATION,
			HttpHeaders.COOKIE);

	/** The longest timeout. */
	private static final Duration NEVER = Duration.ofMillis(Integer.MAX_VALUE);

	private final WebClient webClient;

	private final Duration readTimeout;

	private final String operation;

	private final @Nullable ApiKey key;

	private final TransportFailures failures;

	Download(WebClient webClient, Duration readTimeout, String operation, @Nullable ApiKey key,
			TransportFailures failures) {
		this.webClient = webClient.mutate().filter(Download::withoutSecrets).build();
		this.readTimeout = readTimeout;
		this.operation = operation;
		this.key = key;
		this.failures = failures;
	}

	Flux<DataBuffer> fetch(URI address) {
		if (!isWeb(address)) {
			return Flux.error(() -> new M2xTransportException(this.operation,
					"the URL of the file is not an absolute http or https URL", null));
		}
		String place = "the file is at " + Origin.hostOf(address);
		AtomicBoolean started = new AtomicBoolean();
		Flux<DataBuffer> content = this.webClient.get()
			.uri(address)
			.accept(new MediaType("text", "csv"), MediaType.ALL)
			.httpRequest(Download::dropTimeout)
			.exchangeToFlux((response) -> content(response, place))
			.doOnNext((buffer) -> started.set(true));
		return StallTimeout.apply(content, this.readTimeout, () -> stalled(started.get() ? null : place))
			.onErrorMap((ex) -> !(ex instanceof M2xException), (ex) -> translate(ex, place));
	}

	// The reader may block its thread without blocking other calls.
	Flux<DataBuffer> toReader(Flux<DataBuffer> content) {
		return content.publishOn(BlockingScheduler.get(), PREFETCH)
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release);
	}

	// The last filter: what the application's builder adds to every request is meant for
	// M2X or a gateway in front of it, not for another host.
	private static Mono<ClientResponse> withoutSecrets(ClientRequest request, ExchangeFunction next) {
		return next.exchange(ClientRequest.from(request)
			.headers((headers) -> SECRET.forEach(headers::remove))
			.cookies(MultiValueMap::clear)
			.build());
	}

	private static boolean isWeb(URI address) {
		String scheme = address.getScheme();
		return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
				&& StringUtils.hasLength(address.getRawAuthority());
	}

	// The connector's timeout would fail the download of a slow reader.
	private static void dropTimeout(ClientHttpRequest request) {
		if (request.getNativeRequest() instanceof HttpClientRequest nativeRequest) {
			nativeRequest.responseTimeout(NEVER);
		}
	}

	private Flux<DataBuffer> content(ClientResponse response, String place) {
		if (!response.statusCode().is2xxSuccessful()) {
			return M2xTransport.read(response)
				.flatMapMany((failed) -> Flux
					.error(FailedResponses.read(failed, null, this.key).withHint(place).toException(this.operation)));
		}
		ReceivedResponse head = ReceivedResponse.headOf(response);
		return ExpectedResponse.FILE.matches(head) ? response.bodyToFlux(DataBuffer.class) : response.releaseBody()
			.thenMany(Flux.error(() -> failure("the response is not a file: " + head.describeHead(), place)));
	}

	// The server made the address, so its setting has to be checked.
	private M2xTransportException translate(Throwable failure, String place) {
		String probably = (FailureKind.ofCause(failure) == FailureKind.NOT_SENT)
				? place + "; if this machine reaches the server under another address, set"
						+ " m2x.server.public-base-url on the server"
				: place;
		return this.failures.translate(this.operation, failure, probably);
	}

	private M2xTransportException stalled(@Nullable String place) {
		String reason = "no data arrived within the read timeout";
		return new M2xTransportException(this.operation, (place != null) ? reason + " (" + place + ")" : reason,
				ReadTimeoutException.INSTANCE);
	}

	private M2xTransportException failure(String reason, String place) {
		return new M2xTransportException(this.operation, reason + " (" + place + ")", null);
	}

}
