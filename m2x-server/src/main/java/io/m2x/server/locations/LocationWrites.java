package io.m2x.server.locations;

import java.util.function.Supplier;

import reactor.core.publisher.Mono;

import io.m2x.server.security.Caller;
import io.m2x.server.web.ApiRequest;

/**
 * Writes what devices report, together with what other requests report at the same time.
 * The owner of the writes implements it.
 *
 * @since 0.1.0
 */
public interface LocationWrites {

	/**
	 * Write the location of the device that a request names.
	 * @param caller the caller, who may be presumed
	 * @param request the request
	 * @param reader reads the location and refuses what is wrong, once it is known that
	 * the caller may write; may be called again
	 * @return the end of the write, after its transaction was committed
	 */
	Mono<Void> add(Caller caller, ApiRequest request, Supplier<LocationUpdate> reader);

}
