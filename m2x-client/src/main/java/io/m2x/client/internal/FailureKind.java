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
 * What a failed attempt means for another one.
 */
enum FailureKind {

	/** No byte of the request has left: the attempt has certainly done nothing. */
	NOT_SENT,

	/** M2X, or something in front of it, has turned the request away unread. */
	TURNED_AWAY,

	/** The way there or back broke: nobody knows how far the request came. */
	BROKEN,

	/** The next attempt would end alike. */
	LASTING;

	private static final int REQUEST_TIMEOUT = 408;

	private static final int TOO_MANY_REQUESTS = 429;

	private static final int FIRST_SERVER_ERROR = 500;

	static FailureKind of(M2xException failure) {
		Integer status = failure.status();
		if (status == null) {
			return ofCause(failure.getCause());
		}
		return switch (status) {
			case TOO_MANY_REQUESTS -> TURNED_AWAY;
			// Gateways say 503 too when the connection behind them breaks.
			case 502, 503, 504 -> BROKEN;
			default -> LASTING;
		};
	}

	// Links of a chain tell the same thing more and less exactly, in no fixed order: what
	// rules another attempt out counts first, then what makes it harmless.
	static FailureKind ofCause(@Nullable Throwable cause) {
		ProxyConnectException ofProxy = TransportFailures.ofProxy(cause);
		if (ofProxy != null) {
			return isRefusal(TransportFailures.statusOf(ofProxy)) ? LASTING : NOT_SENT;
		}
		FailureKind known = LASTING;
		for (Throwable link = cause; link != null; link = link.getCause()) {
			if (isRefusal(link)) {
				return LASTING;
			}
			if (isWithoutConnection(link)) {
				known = NOT_SENT;
			}
			else if (known != NOT_SENT && isBreak(link)) {
				known = BROKEN;
			}
		}
		return known;
	}

	// A proxy's demand or rule is the same a moment later; its trouble may be over.
	private static boolean isRefusal(@Nullable Integer proxyStatus) {
		return proxyStatus != null && proxyStatus < FIRST_SERVER_ERROR && proxyStatus != REQUEST_TIMEOUT
				&& proxyStatus != TOO_MANY_REQUESTS;
	}

	// A certificate is not better a moment later.
	private static boolean isRefusal(Throwable link) {
		return link instanceof SSLException && !(link instanceof SslHandshakeTimeoutException);
	}

	private static boolean isWithoutConnection(Throwable link) {
		return link instanceof ConnectException || link instanceof NoRouteToHostException
				|| link instanceof UnknownHostException || link instanceof HttpConnectTimeoutException
				|| link instanceof SslHandshakeTimeoutException || isOfPool(link) || isClosedBeforehand(link);
	}

	// A connection of the pool was closed by the other side before anything was written.
	private static boolean isClosedBeforehand(Throwable link) {
		return link instanceof AbortedException && AbortedException.isConnectionReset(link);
	}

	private static boolean isBreak(Throwable link) {
		return link instanceof IOException || link instanceof AbortedException
				|| link instanceof PrematureChannelClosureException || link instanceof ReadTimeoutException
				|| link instanceof TimeoutException;
	}

	// The pool is a shaded part of Reactor Netty, whose classes are not to be imported.
	static boolean isOfPool(Throwable link) {
		return link.getClass().getSimpleName().startsWith("PoolAcquire");
	}

	boolean isPassing() {
		return this != LASTING;
	}

	boolean mayHaveBeenSent() {
		return this != NOT_SENT;
	}

	boolean mayHaveArrived() {
		return this == BROKEN;
	}

}
