package io.m2x.server.http;

import java.util.Map;
import java.util.function.Function;

import io.netty.handler.codec.DecoderResult;
import reactor.netty.http.logging.ReactorNettyHttpMessageLogFactory;

/**
 * Masks messages in the log of Reactor Netty: it shows no addresses, no headers and no
 * reasons of failures, which may contain keys.
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
