package io.m2x.client.transport;

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
import org.springframework.web.reactive.function.client.WebClientRequestException;

import io.m2x.client.error.M2xTransportException;

/**
 * Says in words why a call got no usable answer.
 */
final class TransportFailures {

	private static final Pattern PROXY_STATUS = Pattern.compile("status: (\\d{3})");

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
		return (message != null) ? message.replaceFirst("\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ", "") : null;
	}

	// The message names the proxy and the status, never the password.
	private static String throughProxy(String message) {
		Matcher status = PROXY_STATUS.matcher(message);
		if (!status.find()) {
			return "no connection through the proxy: " + plain(message)
					+ " (with Spring Boot, its address is m2x.http.proxy.host and m2x.http.proxy.port)";
		}
		if (status.group(1).equals("407")) {
			return "the proxy asks for a user name and a password, or refuses those that it got, with status 407"
					+ " (with Spring Boot, they are m2x.http.proxy.username and m2x.http.proxy.password)";
		}
		return "the proxy refuses to connect to the server, with status " + status.group(1);
	}

	private static @Nullable String knownReason(Throwable link) {
		if (link instanceof UnknownHostException) {
			return "the host name can't be resolved: " + link.getMessage();
		}
		if (link instanceof ProxyConnectException) {
			return throughProxy(String.valueOf(link.getMessage()));
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
