package io.m2x.client.transport;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import io.m2x.client.error.M2xTransportException;

/**
 * Says in words why a call got no usable answer.
 */
final class TransportFailures {

	private TransportFailures() {
	}

	static M2xTransportException translate(String operation, Throwable failure) {
		// The HTTP client's own exception holds the headers of the request, and so the
		// key.
		Throwable cause = (failure instanceof WebClientRequestException) ? failure.getCause() : failure;
		return new M2xTransportException(operation, reason(failure), cause);
	}

	private static String reason(Throwable failure) {
		Throwable root = failure;
		for (Throwable link = failure; link != null; link = link.getCause()) {
			String known = knownReason(link);
			if (known != null) {
				return known;
			}
			root = link;
		}
		return "the exchange broke off (" + root.getClass().getSimpleName() + ")";
	}

	// Native transports put the name of a system call in front.
	private static @Nullable String plain(@Nullable String message) {
		return (message != null) ? message.replaceFirst("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ", "") : null;
	}

	private static @Nullable String knownReason(Throwable link) {
		if (link instanceof UnknownHostException) {
			return "the host name can't be resolved: " + link.getMessage();
		}
		if (link instanceof ConnectTimeoutException) {
			return "no connection within the connect timeout";
		}
		if (link instanceof ConnectException) {
			return "no connection: " + plain(link.getMessage());
		}
		if (FailureKind.isOfPool(link)) {
			return "no connection became free";
		}
		if (link instanceof SSLException) {
			return "no secure connection: " + link.getMessage();
		}
		if (link instanceof ReadTimeoutException || link instanceof TimeoutException
				|| link instanceof HttpTimeoutException) {
			return "no answer within the read timeout";
		}
		if (link instanceof DataBufferLimitException) {
			return "the answer is larger than the client accepts";
		}
		return null;
	}

}
