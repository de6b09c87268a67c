package io.m2x.spring.boot.autoconfigure.http;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.netty.handler.proxy.ProxyConnectException;
import io.netty.resolver.NoopAddressResolverGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;
import io.m2x.spring.boot.diagnostics.M2xPropertyChecks;

/**
 * Settings of an HTTP proxy.
 */
final class ProxySettings {

	private static final Duration ADDRESS_AGE = Duration.ofSeconds(30);

	private static final int MAX_PORT = 65535;

	private static final Pattern INVALID_HOST = Pattern.compile("[*/| \"']");

	private final String host;

	private final int port;

	private final @Nullable String username;

	private final @Nullable String password;

	private final Pattern nonProxyHosts;

	private final Mono<InetSocketAddress> address;

	private ProxySettings(String host, int port, @Nullable String username, @Nullable String password,
			Pattern nonProxyHosts) {
		this.host = host;
		this.port = port;
		this.username = username;
		this.password = password;
		this.nonProxyHosts = nonProxyHosts;
		// Reactor Netty would resolve the name only once, or block while resolving.
		this.address = Mono.defer(() -> Mono.fromCallable(this::resolve).subscribeOn(Lookups.SCHEDULER))
			.cache((found) -> ADDRESS_AGE, (failure) -> Duration.ZERO, () -> Duration.ZERO);
	}

	/**
	 * Create the settings from properties.
	 * @param prefix the prefix of the properties, such as {@code m2x}
	 * @param proxy the properties of the proxy
	 * @return the settings, or {@code null} if no proxy is configured
	 * @throws M2xConfigurationException if a property is missing or invalid
	 */
	static @Nullable ProxySettings of(String prefix, M2xHttpProperties.Proxy proxy) {
		String property = prefix + ".http.proxy";
		String host = M2xPropertyChecks.text(property + ".host", proxy.host());
		if (host == null) {
			if (proxy.host() == null && proxy.isSet()) {
				throw invalid("The proxy for M2X has settings, but no host: '" + property + ".host' is not set.",
						property + ".host", "proxy.example.com");
			}
			return null;
		}
		return new ProxySettings(host(property, host), port(property, proxy.port()), username(property, proxy),
				proxy.password(), nonProxyHosts(property, proxy.nonProxyHosts()));
	}

	private static String host(String property, String host) {
		String name = host.strip();
		if (name.startsWith("[") && name.endsWith("]")) {
			return name.substring(1, name.length() - 1);
		}
		boolean address = name.chars().filter((character) -> character == ':').count() > 1;
		if (name.matches(".*[/@\\s].*") || (!address && name.contains(":"))) {
			throw invalid(
					"The host of the proxy for M2X, in '" + property
							+ ".host', must be a name or an address alone, without a scheme, a port or a user.",
					property + ".host", "proxy.example.com");
		}
		return name;
	}

	private static int port(String property, @Nullable Integer port) {
		if (port == null) {
			throw invalid("The proxy for M2X has a host, but no port: '" + property + ".port' is not set.",
					property + ".port", "3128");
		}
		if (port < 1 || port > MAX_PORT) {
			throw invalid("The port of the proxy for M2X can't be " + port + ": it must be from 1 to 65535.",
					property + ".port", "3128");
		}
		return port;
	}

	private static @Nullable String username(String property, M2xHttpProperties.Proxy proxy) {
		String username = M2xPropertyChecks.text(property + ".username", proxy.username());
		// Check that a variable has a value. The password is used unchanged.
		String password = M2xPropertyChecks.text(property + ".password", proxy.password());
		if (username == null && password != null) {
			throw invalid("The proxy for M2X has a password, but no user name: '" + property + ".username' is not set.",
					property + ".username", "m2x");
		}
		if (username != null && proxy.password() == null) {
			throw invalid("The proxy for M2X has a user name, but no password: '" + property + ".password' is not set.",
					property + ".password", "${PROXY_PASSWORD}");
		}
		if (username != null && username.contains(":")) {
			throw invalid("The user name for the proxy, in '" + property + ".username', must not contain a colon.",
					property + ".username", "m2x");
		}
		return username;
	}

	private static Pattern nonProxyHosts(String property, @Nullable List<String> hosts) {
		List<String> patterns = new ArrayList<>();
		for (String host : (hosts != null) ? hosts : List.<String>of()) {
			String name = host.strip().replaceAll("^\\[|]$", "");
			if (name.isEmpty()) {
				continue;
			}
			String stem = name.replaceFirst("^\\*", "").replaceFirst("\\*$", "");
			if (INVALID_HOST.matcher(stem).find()) {
				throw invalid("'" + host + "' in '" + property
						+ ".non-proxy-hosts' can't be used: each entry is one host,"
						+ " whose name may begin or end with an asterisk; quotation marks enclose the whole list.",
						property + ".non-proxy-hosts", "\"localhost, *.example.com\"");
			}
			patterns.add((name.startsWith("*") ? ".*" : "") + Pattern.quote(stem) + (name.endsWith("*") ? ".*" : ""));
		}
		// Without patterns, this matches an empty host name only.
		return Pattern.compile(String.join("|", patterns), Pattern.CASE_INSENSITIVE);
	}

	private static M2xConfigurationException invalid(String description, String property, String example) {
		return new M2xConfigurationException(description,
				"Set the proxy in application.yml:\n" + M2xConfigurationErrors.yaml(property, example), null);
	}

	/**
	 * Return whether connections to an address use the proxy.
	 * @param uri the address
	 * @return {@code false} if its host is excluded
	 */
	boolean appliesTo(URI uri) {
		String host = host(uri);
		return !StringUtils.hasLength(host) || !this.nonProxyHosts.matcher(host.replaceAll("^\\[|]$", "")).matches();
	}

	// A java.net.URI has no host if the name contains underscores.
	private static @Nullable String host(URI uri) {
		String authority = uri.getRawAuthority();
		return (uri.getHost() != null || authority == null) ? uri.getHost()
				: authority.replaceFirst("^.*@", "").replaceFirst(":\\d*$", "");
	}

	/**
	 * Configure a client to use the proxy.
	 * @param client the client
	 * @param connectTimeout the maximum time for the proxy to establish a connection
	 * @return the client with the proxy
	 */
	HttpClient apply(HttpClient client, Duration connectTimeout) {
		// A client on own event loops has a resolver already, which would try to resolve
		// the host of M2X.
		return client.resolver(NoopAddressResolverGroup.INSTANCE)
			.proxyWhen((config, spec) -> this.address.map((proxy) -> {
				ProxyProvider.Builder builder = spec.type(ProxyProvider.Proxy.HTTP)
					.socketAddress(proxy)
					.connectTimeoutMillis(connectTimeout.toMillis());
				String secret = this.password;
				return (this.username != null && secret != null)
						? builder.username(this.username).password((user) -> secret) : builder;
			}));
	}

	private InetSocketAddress resolve() throws UnknownHostException {
		InetSocketAddress resolved = new InetSocketAddress(this.host, this.port);
		if (resolved.isUnresolved()) {
			throw new UnknownHostException(this.host);
		}
		return resolved;
	}

	/**
	 * Attribute a connection failure to the proxy.
	 * @param failure the failure of a call through the proxy
	 * @return the failure, or one that names the proxy as the reason
	 */
	Throwable explain(Throwable failure) {
		if (failure instanceof UnknownHostException) {
			return new ProxyConnectException("its host name can't be resolved: " + this.host, failure);
		}
		// The only direct connection is the one to the proxy.
		if (failure instanceof ConnectException && !(failure instanceof ProxyConnectException)) {
			return new ProxyConnectException(failure.getMessage(), failure);
		}
		return failure;
	}

	@Override
	public String toString() {
		return this.host + ":" + this.port;
	}

	/**
	 * Threads of their own, made when a proxy is used: callers that wait for a look-up
	 * may occupy every thread of {@link Schedulers#boundedElastic()}.
	 */
	private static final class Lookups {

		private static final int THREADS = 10;

		private static final int IDLE_SECONDS = 60;

		static final Scheduler SCHEDULER = Schedulers.newBoundedElastic(THREADS, Integer.MAX_VALUE, "m2x-proxy",
				IDLE_SECONDS, true);

	}

}
