package io.m2x.client.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.proxy.HttpProxyHandler.HttpProxyConnectException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.PrematureCloseException;

import io.m2x.client.error.FailedResponse;
import io.m2x.client.error.M2xTransportException;

import static org.assertj.core.api.Assertions.assertThat;

class FailureKindTests {

	private static FailureKind kindOf(Throwable cause) {
		return FailureKind.of(new TransportFailures((problem) -> null).translate("things.view", cause, null));
	}

	static Throwable[] withoutConnection() {
		return new Throwable[] { new ConnectException("Connection refused"), new ConnectTimeoutException("timed out"),
				new UnknownHostException("nowhere"), new NoRouteToHostException("No route to host"),
				new HttpConnectTimeoutException("HTTP connect timed out"),
				new HttpProxyConnectException("http, none, /127.0.0.1:3128 => m2x:443, status: 502 Bad Gateway", null),
				proxy("http", "503 Service Unavailable"), proxy("http", "429 Too Many Requests"),
				new SSLException(proxy("https", "502 Bad Gateway")),
				new SSLException(new SSLException(proxy("https", "504 Gateway Timeout"))),
				new SslHandshakeTimeoutException("handshake timed out after 10000ms"), AbortedException.beforeSend(),
				new ConnectException("Connection refused").initCause(new ClosedChannelException()) };
	}

	private static HttpProxyConnectException proxy(String scheme, String status) {
		return new HttpProxyConnectException(scheme + ", none, /127.0.0.1:3128 => m2x:443, status: " + status, null);
	}

	@ParameterizedTest
	@MethodSource("withoutConnection")
	void withoutConnectionNothingWasSent(Throwable cause) {
		assertThat(kindOf(cause)).isEqualTo(FailureKind.NOT_SENT);
		assertThat(kindOf(new IOException(cause))).isEqualTo(FailureKind.NOT_SENT);
		assertThat(kindOf(
				new WebClientRequestException(cause, HttpMethod.GET, URI.create("http://m2x/v2"), new HttpHeaders())))
			.isEqualTo(FailureKind.NOT_SENT);
	}

	static Throwable[] broken() {
		return new Throwable[] { new SocketException("Connection reset"), new IOException("Broken pipe"),
				new ClosedChannelException(), ReadTimeoutException.INSTANCE, new TimeoutException(),
				new HttpTimeoutException("request timed out"), new AbortedException("Connection has been closed"),
				new PrematureChannelClosureException("closed"),
				new RuntimeException(new SocketException("Connection reset by peer")) };
	}

	@ParameterizedTest
	@MethodSource("broken")
	void brokenConnectionLeavesOpenWhatArrived(Throwable cause) {
		assertThat(kindOf(cause)).isEqualTo(FailureKind.OUTCOME_UNKNOWN);
	}

	@Test
	void prematureEndIsABrokenConnection() {
		assertThat(PrematureCloseException.class).isAssignableTo(IOException.class);
	}

	static Throwable[] lasting() {
		return new Throwable[] { new SSLHandshakeException("PKIX path building failed"),
				new SSLHandshakeException("bad").initCause(new CertificateException("expired")),
				new DecoderException(new SSLException("not an SSL/TLS record")),
				new IOException(new SSLHandshakeException("bad certificate")),
				new HttpProxyConnectException(
						"http, none, /127.0.0.1:3128 => m2x:443, status: 407 Proxy Authentication Required", null),
				proxy("http", "403 Forbidden"), new SSLException(proxy("https", "403 Forbidden")),
				new SSLException(proxy("https", "407 Proxy Authentication Required")),
				new DataBufferLimitException("Exceeded limit"), new IllegalStateException() };
	}

	@ParameterizedTest
	@MethodSource("lasting")
	void whatWouldFailAgainIsPermanent(Throwable cause) {
		assertThat(kindOf(cause)).isEqualTo(FailureKind.PERMANENT);
	}

	@Test
	void unreadableResponseIsPermanent() {
		assertThat(FailureKind.of(new M2xTransportException("things.view", "the response is not JSON", null)))
			.isEqualTo(FailureKind.PERMANENT);
	}

	@ParameterizedTest
	@CsvSource({ "429, REJECTED", "502, OUTCOME_UNKNOWN", "503, OUTCOME_UNKNOWN", "504, OUTCOME_UNKNOWN",
			"500, PERMANENT", "501, PERMANENT", "505, PERMANENT", "400, PERMANENT", "401, PERMANENT", "404, PERMANENT",
			"408, PERMANENT", "409, PERMANENT", "422, PERMANENT", "302, PERMANENT" })
	void statusDecides(int status, FailureKind kind) {
		FailedResponse response = new FailedResponse(status, null, null, Map.of(), Duration.ofSeconds(1), null);
		assertThat(FailureKind.of(response.toException("things.view"))).isEqualTo(kind);
	}

}
