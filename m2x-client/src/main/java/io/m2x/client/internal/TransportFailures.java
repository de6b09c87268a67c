package io.m2x.client.internal;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import io.m2x.client.error.ConnectionProblem;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.internal.FinalResponseConnector.NoFinalResponseException;

/**
 * Explains in words why a call got no usable response.
 */
final class TransportFailures {

	private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

	/** What Reactor Netty says of an address for which {@code URI} has no host. */
	private static final String HOST_IS_MISSING = "Host is not specified";

	private static final Pattern PROXY_STATUS = Pattern.compile("status: (\\d{3})");

	private final Function<ConnectionProblem, @Nullable String> hints;

	TransportFailures(Function<ConnectionProblem, @Nullable String> hints) {
		this.hints = hints;
	}

	M2xTransportException translate(String operation, Throwable failure, @Nullable String place) {
		// The HTTP client's own exception contains the headers of the request, and so the
		// key.
		Throwable cause = (failure instanceof WebClientRequestException) ? failure.getCause() : failure;
		String reason = reason(failure);
		return new M2xTransportException(operation, (place != null) ? reason + " (" + place + ")" : reason, cause);
	}

	/**
	 * Find the failure of a proxy, which may be wrapped into a TLS failure.
	 * @param failure the failure of a call
	 * @return the failure of the proxy, or {@code null}
	 */
	static @Nullable ProxyConnectException ofProxy(@Nullable Throwable failure) {
		for (Throwable link = failure; link != null; link = link.getCause()) {
			if (link instanceof ProxyConnectException ofProxy) {
				return ofProxy;
			}
		}
		return null;
	}

	/**
	 * Return the status with which a proxy refused a connection.
	 * @param ofProxy the failure of the proxy
	 * @return the status, or {@code null} if it gave none
	 */
	static @Nullable Integer statusOf(ProxyConnectException ofProxy) {
		Matcher status = PROXY_STATUS.matcher(String.valueOf(ofProxy.getMessage()));
		return status.find() ? Integer.valueOf(status.group(1)) : null;
	}

	private String reason(Throwable failure) {
		ProxyConnectException ofProxy = ofProxy(failure);
		if (ofProxy != null) {
			return throughProxy(ofProxy);
		}
		Throwable root = failure;
		for (Throwable link = failure; link != null; link = link.getCause()) {
			String known = knownReason(link);
			if (known != null) {
				return known;
			}
			root = link;
		}
		return "the connection broke (" + root.getClass().getSimpleName() + ")";
	}

	// Native transports prepend the name of a system call.
	private static @Nullable String plain(@Nullable String message) {
		return (message != null) ? message.replaceFirst("\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ", "") : null;
	}

	// The message names the proxy and the status, never the password.
	private String throughProxy(ProxyConnectException ofProxy) {
		Integer status = statusOf(ofProxy);
		if (status == null) {
			return withHint("no connection through the proxy: " + plain(String.valueOf(ofProxy.getMessage()))
					+ "; check the host and port of the proxy", ConnectionProblem.PROXY_UNREACHABLE);
		}
		if (status == PROXY_AUTHENTICATION_REQUIRED) {
			return withHint(
					"the proxy refused the connection with status 407; check the user name and password for the proxy",
					ConnectionProblem.PROXY_AUTHENTICATION);
		}
		return "the proxy refused the connection to the server with status " + status;
	}

	private String withHint(String reason, ConnectionProblem problem) {
		String hint = this.hints.apply(problem);
		return (hint != null) ? reason + " (" + hint + ")" : reason;
	}

	private @Nullable String knownReason(Throwable link) {
		if (link instanceof UnknownHostException) {
			return "the host name can't be resolved: " + link.getMessage();
		}
		if (link instanceof InvalidMediaTypeException) {
			return "the response is not one of M2X: it has an invalid content type";
		}
		if (link instanceof NoFinalResponseException) {
			return link.getMessage();
		}
		if (link instanceof IllegalArgumentException && HOST_IS_MISSING.equals(link.getMessage())) {
			return "the connector can't reach hosts with underscores in their names; create it with"
					+ " M2xHttpClient.connector";
		}
		if (link instanceof ConnectTimeoutException) {
			return "no connection within the connect timeout";
		}
		if (link instanceof ConnectException) {
			return "no connection: " + plain(link.getMessage());
		}
		if (FailureKind.isOfPool(link)) {
			return withHint("no connection became free in time; allow more connections, or make fewer calls at once",
					ConnectionProblem.NO_FREE_CONNECTION);
		}
		if (link instanceof SSLException) {
			return "no secure connection: " + link.getMessage();
		}
		if (link instanceof ReadTimeoutException || link instanceof TimeoutException
				|| link instanceof HttpTimeoutException) {
			return "no response within the read timeout";
		}
		if (link instanceof DataBufferLimitException) {
			return "the response is larger than the client accepts";
		}
		return null;
	}

}
