package io.m2x.spring.boot;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;

import io.netty.handler.ssl.SslContextBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * Server on loopback that says over TLS that M2X works, with a certificate that nobody
 * trusts unless told to.
 */
public final class TlsServer implements AutoCloseable {

	/** Password of the store. */
	public static final String PASSWORD = "changeit";

	private final DisposableServer server;

	private TlsServer(DisposableServer server) {
		this.server = server;
	}

	public static TlsServer start(Path store) throws Exception {
		makeCertificate(store);
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(store)) {
			keys.load(input, PASSWORD.toCharArray());
		}
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(keys, PASSWORD.toCharArray());
		io.netty.handler.ssl.SslContext context = SslContextBuilder.forServer(managers).build();
		return new TlsServer(HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.secure((spec) -> spec.sslContext(context))
			.route((routes) -> routes.get("/v2/status",
					(request, response) -> response.header("Content-Type", "application/json")
						.sendString(Mono.just("{\"api\":\"OK\",\"triggers\":\"OK\"}"))))
			.bindNow());
	}

	private static void makeCertificate(Path store) throws Exception {
		Files.deleteIfExists(store);
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"SAN=IP:127.0.0.1,DNS:localhost", "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass",
				PASSWORD)
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (keytool.waitFor() != 0) {
			throw new IllegalStateException("keytool made no certificate");
		}
	}

	public int port() {
		return this.server.port();
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

}
