package io.m2x.spring.boot;

import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * Server with TLS on loopback. Its certificate and its trusted authorities can be
 * replaced while it runs.
 */
public final class TlsServer implements AutoCloseable {

	/** Password of trust stores. */
	public static final String PASSWORD = "changeit";

	private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final Map<String, AtomicInteger> handshakes = new ConcurrentHashMap<>();

	// Closing an application context disposes the default loops.
	private final LoopResources loops = LoopResources.create("tls");

	private final DisposableServer server;

	private volatile X509Bundle identity;

	private volatile List<TestAuthority> trusted;

	/**
	 * Start a server with a self-signed certificate.
	 * @param store the trust store to write the certificate to, of type PKCS12
	 * @return the server
	 * @throws Exception if the store can't be written
	 */
	public static TlsServer start(Path store) throws Exception {
		TestAuthority authority = new TestAuthority("test");
		authority.writeTo(store, PASSWORD);
		return responding(authority.server("localhost"));
	}

	/**
	 * Start a server that reports that M2X works.
	 * @param identity its certificate
	 * @return the server
	 */
	public static TlsServer responding(X509Bundle identity) {
		return new TlsServer(identity, List.of(),
				(request, response) -> response.header("Content-Type", "application/json")
					.sendString(Mono.just("{\"api\":\"OK\",\"triggers\":\"OK\"}")));
	}

	public TlsServer(X509Bundle identity, List<TestAuthority> trusted,
			BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
		this(0, identity, trusted, handler);
	}

	public TlsServer(int port, X509Bundle identity, List<TestAuthority> trusted,
			BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
		this.identity = identity;
		this.trusted = trusted;
		SslContextBuilder context = SslContextBuilder.forServer(new CurrentKeyManager()).sslProvider(SslProvider.JDK);
		if (!trusted.isEmpty()) {
			context.clientAuth(ClientAuth.REQUIRE).trustManager(new CurrentTrustManager());
		}
		this.server = HttpServer.create()
			.runOn(this.loops)
			.host("127.0.0.1")
			.port(port)
			.secure((spec) -> spec.sslContext(build(context)))
			.doOnConnection(this::track)
			.handle(handler)
			.bindNow();
	}

	private static io.netty.handler.ssl.SslContext build(SslContextBuilder context) {
		try {
			return context.build();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void track(Connection connection) {
		Channel channel = connection.channel();
		this.channels.add(channel);
		SslHandler handler = channel.pipeline().get(SslHandler.class);
		handler.handshakeFuture().addListener((future) -> {
			if (future.isSuccess()) {
				count(handler.engine().getSession().getLocalCertificates());
				if (!this.trusted.isEmpty()) {
					count(handler.engine().getSession().getPeerCertificates());
				}
			}
		});
	}

	private void count(java.security.cert.Certificate[] path) {
		String issuer = ((X509Certificate) path[0]).getIssuerX500Principal().getName();
		String side = ((X509Certificate) path[0]).getSubjectX500Principal().getName().split(",", -1)[0];
		this.handshakes.computeIfAbsent(side + " by " + issuer, (key) -> new AtomicInteger()).incrementAndGet();
	}

	/**
	 * Return the number of connections made with a certificate.
	 * @param subject the subject of the certificate
	 * @param authority the issuer of the certificate
	 * @return the number
	 */
	public int handshakes(String subject, String authority) {
		return this.handshakes.getOrDefault("CN=" + subject + " by CN=" + authority, new AtomicInteger()).get();
	}

	public void identity(X509Bundle identity) {
		this.identity = identity;
	}

	public void trusted(TestAuthority... trusted) {
		this.trusted = List.of(trusted);
	}

	public int connections() {
		return this.channels.size();
	}

	public void closeConnections() {
		this.channels.close().awaitUninterruptibly();
	}

	public int port() {
		return this.server.port();
	}

	public String url() {
		return "https://localhost:" + this.server.port() + "/v2";
	}

	@Override
	public void close() {
		this.server.disposeNow(Duration.ofSeconds(5));
		this.loops.dispose();
	}

	private final class CurrentKeyManager extends X509ExtendedKeyManager {

		@Override
		public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
			return TlsServer.this.identity.getKeyPair().getPrivate().getAlgorithm().equals(keyType) ? "it" : null;
		}

		@Override
		public X509Certificate[] getCertificateChain(String alias) {
			return TlsServer.this.identity.getCertificatePath();
		}

		@Override
		public PrivateKey getPrivateKey(String alias) {
			return TlsServer.this.identity.getKeyPair().getPrivate();
		}

		@Override
		public String[] getServerAliases(String keyType, Principal[] issuers) {
			return new String[] { "it" };
		}

		@Override
		public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
			return "it";
		}

		@Override
		public String[] getClientAliases(String keyType, Principal[] issuers) {
			throw new UnsupportedOperationException();
		}

		@Override
		public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
			throw new UnsupportedOperationException();
		}

	}

	private final class CurrentTrustManager extends X509ExtendedTrustManager {

		private X509ExtendedTrustManager current() {
			try {
				KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
				store.load(null, null);
				for (TestAuthority authority : TlsServer.this.trusted) {
					store.setCertificateEntry(authority.toString(), authority.bundle().getCertificate());
				}
				TrustManagerFactory factory = TrustManagerFactory
					.getInstance(TrustManagerFactory.getDefaultAlgorithm());
				factory.init(store);
				return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
				throws CertificateException {
			current().checkClientTrusted(chain, type, engine);
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
				throws CertificateException {
			current().checkClientTrusted(chain, type, socket);
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
			current().checkClientTrusted(chain, type);
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
			throw new UnsupportedOperationException();
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return current().getAcceptedIssuers();
		}

	}

}
