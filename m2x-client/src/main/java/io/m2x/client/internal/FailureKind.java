package io.m2x.client.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.AbortedException;

import io.m2x.client.error.M2xException;

/**
 * Classifies failed attempts for retries.
 */
enum FailureKind {

	/** The request was not sent, so it has no effect. */
	NOT_SENT,

	/** M2X, or something in front of it, rejected the request without processing it. */
	REJECTED,

	/** The connection broke, so M2X may or may not have processed the request. */
	OUTCOME_UNKNOWN,

	/** A retry would fail in the same way. */
	PERMANENT;

	private static final int REQUEST_TIMEOUT = 408;

	private static final int TOO_MANY_REQUESTS = 429;

	private static final int FIRST_SERVER_ERROR = 500;

	static FailureKind of(M2xException failure) {
		Integer status = failure.status();
		if (status == null) {
			return ofCause(failure.getCause());
		}
		return switch (status) {
			case TOO_MANY_REQUESTS -> REJECTED;
			// Gateways also send 503 when the connection behind them breaks.
			case 502, 503, 504 -> OUTCOME_UNKNOWN;
			default -> PERMANENT;
		};
	}

	// The causes in a chain are more or less specific, in no fixed order. One that rules
	// out a retry wins, then one that makes it safe.
	static FailureKind ofCause(@Nullable Throwable cause) {
		ProxyConnectException ofProxy = TransportFailures.ofProxy(cause);
		if (ofProxy != null) {
			return isRefusal(TransportFailures.statusOf(ofProxy)) ? PERMANENT : NOT_SENT;
		}
		FailureKind known = PERMANENT;
		for (Throwable link = cause; link != null; link = link.getCause()) {
			if (isRefusal(link)) {
				return PERMANENT;
			}
			if (isWithoutConnection(link)) {
				known = NOT_SENT;
			}
			else if (known != NOT_SENT && isBreak(link)) {
				known = OUTCOME_UNKNOWN;
			}
		}
		return known;
	}

	// What a proxy demands or forbids does not change by itself; its own failure may
	// pass.
	private static boolean isRefusal(@Nullable Integer proxyStatus) {
		return proxyStatus != null && proxyStatus < FIRST_SERVER_ERROR && proxyStatus != REQUEST_TIMEOUT
				&& proxyStatus != TOO_MANY_REQUESTS;
	}

	// A certificate does not become valid by itself.
	private static boolean isRefusal(Throwable link) {
		return link instanceof SSLException && !(link instanceof SslHandshakeTimeoutException);
	}

	private static boolean isWithoutConnection(Throwable link) {
		return link instanceof ConnectException || link instanceof NoRouteToHostException
				|| link instanceof UnknownHostException || link instanceof HttpConnectTimeoutException
				|| link instanceof SslHandshakeTimeoutException || isOfPool(link) || isClosedBeforehand(link);
	}

	// The server closed a pooled connection before anything was written.
	private static boolean isClosedBeforehand(Throwable link) {
		return link instanceof AbortedException && AbortedException.isConnectionReset(link);
	}

	private static boolean isBreak(Throwable link) {
		return link instanceof IOException || link instanceof AbortedException
				|| link instanceof PrematureChannelClosureException || link instanceof ReadTimeoutException
				|| link instanceof TimeoutException;
	}

	// The pool is a shaded part of Reactor Netty, so its classes can't be imported.
	static boolean isOfPool(Throwable link) {
		return link.getClass().getSimpleName().startsWith("PoolAcquire");
	}

	boolean isTransient() {
		return this != PERMANENT;
	}

	boolean mayHaveBeenSent() {
		return this != NOT_SENT;
	}

	boolean mayHaveArrived() {
		return this == OUTCOME_UNKNOWN;
	}

}
