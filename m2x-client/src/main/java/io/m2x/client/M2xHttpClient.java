package io.m2x.client;

import org.springframework.http.client.reactive.ClientHttpConnector;
import reactor.netty.http.client.HttpClient;

import io.m2x.client.internal.ProxiedConnectHandler;
import io.m2x.client.internal.UnderscoreHostConnector;

/**
 * Prepares an HTTP client of Reactor Netty for calls that carry an API key.
 *
 * <pre>{@code
 * HttpClient httpClient = M2xHttpClient.prepare(HttpClient.create(pool).responseTimeout(timeout));
 * M2xClient client = M2xClient.builder().connector(M2xHttpClient.connector(httpClient)).build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class M2xHttpClient {

	private M2xHttpClient() {
	}

	/**
	 * Return a client that is safe to use with a key. Apply this after all other changes,
	 * then pass the result to {@link #connector(HttpClient)}. The client
	 * <ul>
	 * <li>does not follow redirects, as the key would be sent to wherever they lead,</li>
	 * <li>does not log what it sends,</li>
	 * <li>does not retry, as the M2X client knows which requests are safe to retry,</li>
	 * <li>reports a refusal by a proxy as a failure to connect.</li>
	 * </ul>
	 * @param httpClient the client, with its timeouts, proxy, certificates and connection
	 * pool
	 * @return the prepared client
	 */
	public static HttpClient prepare(HttpClient httpClient) {
		return httpClient.followRedirect(false)
			.wiretap(false)
			.disableRetry(true)
			.doOnChannelInit((observer, channel, address) -> ProxiedConnectHandler.install(channel));
	}

	/**
	 * Return a connector for a prepared client. Unlike Spring's own, it also reaches
	 * hosts with underscores in their names.
	 * @param prepared the client
	 * @return the connector
	 */
	public static ClientHttpConnector connector(HttpClient prepared) {
		return new UnderscoreHostConnector(prepared);
	}

}
