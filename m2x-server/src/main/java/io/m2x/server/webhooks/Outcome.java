package io.m2x.server.webhooks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import reactor.netty.http.client.PrematureCloseException;

/**
 * How a request to a webhook ended.
 *
 * @param failure why the notification was not accepted, or {@code null} if it was. It
 * tells no secret: what an exception says may hold the address, so only its type counts.
 */
record Outcome(@Nullable String failure) {

	static final Outcome ACCEPTED = new Outcome(null);

	static final Outcome NO_ADDRESS = new Outcome("the address is not valid");

	static final Outcome NO_RESPONSE = new Outcome("the connection was closed without a response");

	static Outcome of(int status) {
		return (status >= 200 && status < 300) ? ACCEPTED : new Outcome("status " + status);
	}

	static Outcome of(Throwable ex) {
		if (ex instanceof UnknownHostException) {
			return new Outcome("the host is unknown");
		}
		if (ex instanceof ConnectTimeoutException) {
			return new Outcome("no connection within " + WebhookClient.CONNECT_TIMEOUT.toSeconds() + " seconds");
		}
		if (ex instanceof ConnectException) {
			return new Outcome("the connection was refused");
		}
		if (ex instanceof ReadTimeoutException) {
			return new Outcome("no response within " + WebhookClient.RESPONSE_TIMEOUT.toSeconds() + " seconds");
		}
		if (ex instanceof TimeoutException) {
			return new Outcome("no response within " + WebhookClient.TOTAL_TIMEOUT.toSeconds() + " seconds");
		}
		if (ex instanceof PrematureCloseException) {
			return NO_RESPONSE;
		}
		if (ex instanceof SSLException) {
			return new Outcome(handshake(ex));
		}
		return new Outcome((ex instanceof IOException) ? "the connection broke"
				: "what came back is no HTTP response (" + ex.getClass().getSimpleName() + ")");
	}

	private static String handshake(Throwable ex) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
		if (cause instanceof CertPathBuilderException) {
			return "the TLS certificate is not trusted";
		}
		return (cause instanceof CertificateException) ? "the TLS certificate is not valid for the host"
				: "the TLS handshake failed";
	}

	boolean isAccepted() {
		return this.failure == null;
	}

}
