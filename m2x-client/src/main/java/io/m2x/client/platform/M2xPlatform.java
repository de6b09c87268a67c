package io.m2x.client.platform;

import java.time.Instant;
import java.time.format.DateTimeParseException;

import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

import io.m2x.client.error.M2xTransportException;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.internal.ResourcePath;

/**
 * Reads the state and the clock of the platform. No call needs a key.
 *
 * <pre>{@code
 * Mono<Boolean> up = platform.status().map(PlatformStatus::isApiOk);
 * }</pre>
 *
 * @since 0.1.0
 */
public class M2xPlatform {

	static {
		PackageAccess.register(M2xPlatform.class, M2xPlatform::new);
	}

	private final M2xTransport transport;

	M2xPlatform(M2xTransport transport) {
		this.transport = transport;
	}

	/**
	 * Return the state of the platform.
	 * @return the state
	 */
	public Mono<PlatformStatus> status() {
		return this.transport.request("platform.status", HttpMethod.GET, ResourcePath.of("/status"))
			.retrieve(PlatformStatus.class);
	}

	/**
	 * Return the server's time in all its forms.
	 * @return the time
	 */
	public Mono<ServerTime> time() {
		return this.transport.request("platform.time", HttpMethod.GET, ResourcePath.of("/time"))
			.retrieve(ServerTime.class);
	}

	/**
	 * Return the server's time in seconds.
	 * @return seconds since 1970-01-01T00:00:00Z
	 */
	public Mono<Long> timeSeconds() {
		return number("platform.time-seconds", "/time/seconds");
	}

	/**
	 * Return the server's time in milliseconds.
	 * @return milliseconds since 1970-01-01T00:00:00Z
	 */
	public Mono<Long> timeMillis() {
		return number("platform.time-millis", "/time/millis");
	}

	/**
	 * Return the server's time as an instant.
	 * @return the instant, to the millisecond
	 */
	public Mono<Instant> timeIso8601() {
		String operation = "platform.time-iso8601";
		return this.transport.request(operation, HttpMethod.GET, ResourcePath.of("/time/iso8601"))
			.retrieveText()
			.map(Instant::parse)
			.onErrorMap(DateTimeParseException.class, (ex) -> unreadable(operation));
	}

	private Mono<Long> number(String operation, String path) {
		return this.transport.request(operation, HttpMethod.GET, ResourcePath.of(path))
			.retrieveText()
			.map(Long::parseLong)
			.onErrorMap(NumberFormatException.class, (ex) -> unreadable(operation));
	}

	private static M2xTransportException unreadable(String operation) {
		return new M2xTransportException(operation, "the response is not a valid time", null);
	}

}
