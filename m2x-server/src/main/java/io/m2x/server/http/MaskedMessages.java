package io.m2x.server.http;

import java.util.Map;
import java.util.function.Function;

import io.netty.handler.codec.DecoderResult;
import reactor.netty.http.logging.ReactorNettyHttpMessageLogFactory;

/**
 * Keeps what Reactor Netty says about messages in its own log short and without keys:
 * neither addresses nor reasons of failures are shown as they came.
 */
final class MaskedMessages extends ReactorNettyHttpMessageLogFactory {

	static final MaskedMessages INSTANCE = new MaskedMessages();

	private static final String FILTERED = "<filtered>";

	private MaskedMessages() {
	}

	@Override
	protected Function<String, String> uriValueFunction() {
		return (uri) -> FILTERED;
	}

	@Override
	protected Function<DecoderResult, String> decoderResultFunction() {
		return (result) -> result.isFailure() ? "failure(" + result.cause().getClass().getSimpleName() + ")"
				: "success";
	}

	@Override
	protected Function<Map.Entry<String, String>, String> headerValueFunction() {
		return (header) -> FILTERED;
	}

}
