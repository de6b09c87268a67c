package io.m2x.client.internal;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;
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

import io.m2x.client.error.M2xTransportException;
import io.m2x.client.internal.FinalResponseConnector.NoFinalResponseException;

/**
 * Says in words why a call got no usable answer.
 */
final class TransportFailures {

	private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

	/** What Reactor Netty says of a host that Java's addresses have no place for. */
	private static final String HOST_IS_MISSING = "Host is not specified";

	private static final Pattern PROXY_STATUS = Pattern.compile("status: (\\d{3})");

	private TransportFailures() {
	}

	static M2xTransportException translate(String operation, Throwable failure) {
		return translate(operation, failure, null);
	}

	static M2xTransportException translate(String operation, Throwable failure, @Nullable String place) {
		// The HTTP client's own exception holds the headers of the request, and so the
		// key.
		Throwable cause = (failure instanceof WebClientRequestException) ? failure.getCause() : failure;
		String reason = reason(failure);
		return new M2xTransportException(operation, (place != null) ? reason + " (" + place + ")" : reason, cause);
	}

	/**
	 * Find what a proxy has said. With TLS it is wrapped into a failure of TLS, which it
	 * is not.
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

	private static String reason(Throwable failure) {
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
		return "the exchange broke off (" + root.getClass().getSimpleName() + ")";
	}

	// Native transports put the name of a system call in front.
	private static @Nullable String plain(@Nullable String message) {
		return (message != null) ? message.replaceFirst("\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ", "") : null;
	}

	// The message names the proxy and the status, never the password.
	private static String throughProxy(ProxyConnectException ofProxy) {
		Integer status = statusOf(ofProxy);
		if (status == null) {
			return "no connection through the proxy: " + plain(String.valueOf(ofProxy.getMessage()))
					+ " (with Spring Boot, its address is m2x.http.proxy.host and m2x.http.proxy.port)";
		}
		if (status == PROXY_AUTHENTICATION_REQUIRED) {
			return "the proxy asks for a user name and a password, or refuses those that it got, with status 407"
					+ " (with Spring Boot, they are m2x.http.proxy.username and m2x.http.proxy.password)";
		}
		return "the proxy refuses to connect to the server, with status " + status;
	}

	private static @Nullable String knownReason(Throwable link) {
		if (link instanceof UnknownHostException) {
			return "the host name can't be resolved: " + link.getMessage();
		}
		if (link instanceof InvalidMediaTypeException) {
			return "what came is not the response of M2X: it has a content type that can't be read";
		}
		if (link instanceof NoFinalResponseException) {
			return link.getMessage();
		}
		if (link instanceof IllegalArgumentException && HOST_IS_MISSING.equals(link.getMessage())) {
			return "the connector can't reach hosts with underscores in their names; M2xHttpClient.connector makes one"
					+ " that can";
		}
		if (link instanceof ConnectTimeoutException) {
			return "no connection within the connect timeout";
		}
		if (link instanceof ConnectException) {
			return "no connection: " + plain(link.getMessage());
		}
		if (FailureKind.isOfPool(link)) {
			return "all connections are in use, and none became free in time"
					+ " (with Spring Boot, their number is m2x.http.max-connections)";
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
