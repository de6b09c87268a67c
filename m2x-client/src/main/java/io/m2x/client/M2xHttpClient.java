package io.m2x.client;

import org.springframework.http.client.reactive.ClientHttpConnector;
import reactor.netty.http.client.HttpClient;

import io.m2x.client.internal.AnyHostConnector;
import io.m2x.client.internal.ProxiedConnectHandler;

/**
 * Prepares an HTTP client of Reactor Netty for calls that carry an API key.
 *
 * @since 0.1.0
 */
public final class M2xHttpClient {

	private M2xHttpClient() {
	}

	/**
	 * Return a client that can be trusted with a key: it doesn't follow redirects, which
	 * take the key along to wherever they lead; it doesn't log what it sends; and it
	 * leaves repeats to the M2X client, which knows what may be repeated; and it tells
	 * what a proxy refuses as a failure to connect. To be applied after all other
	 * changes, for use with {@link #connector(HttpClient)} and
	 * {@link M2xClientBuilder#connector}.
	 * @param httpClient the client, with its timeouts, proxy, certificates and pool of
	 * connections
	 * @return the prepared client
	 */
	public static HttpClient prepare(HttpClient httpClient) {
		return httpClient.followRedirect(false)
			.wiretap(false)
			.disableRetry(true)
			.doOnChannelInit((observer, channel, address) -> ProxiedConnectHandler.install(channel));
	}

	/**
	 * Return a connector over a prepared client. Unlike Spring's own it reaches hosts
	 * whose names have underscores, too.
	 * @param prepared the client
	 * @return the connector
	 */
	public static ClientHttpConnector connector(HttpClient prepared) {
		return new AnyHostConnector(prepared);
	}

}
