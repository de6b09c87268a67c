package io.m2x.spring.boot.autoconfigure.ssl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.netty.pkitesting.X509Bundle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import io.m2x.client.error.M2xTransportException;
import io.m2x.client.platform.M2xPlatform;
import io.m2x.spring.boot.TestAuthority;
import io.m2x.spring.boot.TestContexts;
import io.m2x.spring.boot.TlsServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for certificates that are replaced during calls.
 */
@ExtendWith(OutputCaptureExtension.class)
class TlsReloadTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Duration INTERVAL = Duration.ofMillis(5);

	private static final String STATUS = "{\"api\":\"OK\",\"triggers\":\"OK\"}";

	private final TestAuthority old = new TestAuthority("old");

	private final TestAuthority next = new TestAuthority("new");

	@TempDir
	private Path directory;

	private ApplicationContextRunner application(TlsServer server, boolean withClientCertificate) {
		ApplicationContextRunner runner = TestContexts.of(server.url(), "m2x.http.ssl.bundle=m2x-tls",
				"spring.ssl.bundle.watch.file.quiet-period=100ms",
				"spring.ssl.bundle.pem.m2x-tls.reload-on-update=true",
				"spring.ssl.bundle.pem.m2x-tls.truststore.certificate=" + this.directory.resolve("trust.pem").toUri());
		return withClientCertificate ? runner.withPropertyValues(
				"spring.ssl.bundle.pem.m2x-tls.keystore.certificate=" + this.directory.resolve("client.pem").toUri(),
				"spring.ssl.bundle.pem.m2x-tls.keystore.private-key=" + this.directory.resolve("client.pem").toUri())
				: runner;
	}

	private void write(String file, String... pem) {
		try {
			Path written = Files.writeString(this.directory.resolve(file + ".new"), String.join("\n", pem));
			Files.move(written, this.directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void writeClient(X509Bundle client) {
		write("client.pem", client.getCertificatePathPEM(), client.getPrivateKeyPEM());
	}

	@Test
	void certificateRotationUnderLoadFailsNoCall(CapturedOutput output) {
		write("trust.pem", this.old.pem());
		writeClient(this.old.client("sensor"));
		AtomicInteger arrived = new AtomicInteger();
		try (TlsServer server = new TlsServer(this.old.server("localhost"), List.of(this.old), (request, response) -> {
			arrived.incrementAndGet();
			return response.header("Content-Type", "application/json")
				.sendString(Mono.just(STATUS).delayElement(Duration.ofMillis(20)));
		})) {
			application(server, true).run((context) -> {
				Load load = new Load(context.getBean(M2xPlatform.class));
				load.awaitMoreCalls(200);
				assertThat(server.handshakes("sensor", "old")).isPositive();

				write("trust.pem", this.old.pem(), this.next.pem());
				awaitReloads(output, 1);
				load.awaitActiveCalls();
				load.awaitMoreCalls(200);

				server.identity(this.next.server("localhost"));
				server.trusted(this.old, this.next);
				writeClient(this.next.client("sensor"));
				awaitReloads(output, 2);
				load.awaitActiveCalls();
				load.awaitMoreCalls(200);
				assertThat(server.handshakes("localhost", "new")).isPositive();
				assertThat(server.handshakes("sensor", "new")).isPositive();

				server.trusted(this.next);
				write("trust.pem", this.next.pem());
				awaitReloads(output, 3);
				load.awaitMoreCalls(200);

				load.stop();
				System.out.println("Rotation of certificates under load: " + load);
				assertThat(load.failure).hasNullValue();
				assertThat(load.failed).hasValue(0);
				assertThat(load.succeeded).hasValue(arrived.get());

				server.closeConnections();
				server.close();
				try (TlsServer impostor = new TlsServer(server.port(), this.old.server("localhost"), List.of(),
						TlsReloadTests::status)) {
					assertThatExceptionOfType(M2xTransportException.class)
						.isThrownBy(() -> context.getBean(M2xPlatform.class).status().block(LIMIT))
						.withMessageContaining("no secure connection");
					assertThat(impostor.handshakes("localhost", "old")).isZero();
				}
			});
		}
	}

	@Test
	void activeCallEndsOnOldConnectionWhichIsThenClosed(CapturedOutput output) {
		write("trust.pem", this.old.pem());
		AtomicReference<Runnable> pendingResponse = new AtomicReference<>();
		try (TlsServer server = new TlsServer(this.old.server("localhost"), List.of(),
				(request, response) -> response.header("Content-Type", "application/json")
					.sendString(Flux.concat(Mono.just(STATUS.substring(0, 5)),
							Mono.create((sink) -> pendingResponse.set(() -> sink.success(STATUS.substring(5)))))))) {
			application(server, false).run((context) -> {
				AtomicReference<String> api = new AtomicReference<>();
				AtomicReference<Throwable> failure = new AtomicReference<>();
				context.getBean(M2xPlatform.class)
					.status()
					.subscribe((status) -> api.set(String.valueOf(status)), failure::set);
				Awaitility.await().atMost(LIMIT).until(() -> pendingResponse.get() != null);
				write("trust.pem", this.next.pem());
				awaitReloads(output, 1);
				assertThat(server.connections()).isEqualTo(1);
				pendingResponse.get().run();
				Awaitility.await().atMost(LIMIT).until(() -> api.get() != null || failure.get() != null);
				assertThat(failure).hasNullValue();
				assertThat(api.get()).contains("OK");
				Awaitility.await().atMost(LIMIT).until(() -> server.connections() == 0);
			});
		}
	}

	@Test
	void invalidBundleUpdateKeepsOldCertificates(CapturedOutput output) {
		write("trust.pem", this.old.pem());
		try (TlsServer server = TlsServer.responding(this.old.server("localhost"))) {
			application(server, false).run((context) -> {
				M2xPlatform platform = context.getBean(M2xPlatform.class);
				assertThat(platform.status().block(LIMIT)).isNotNull();
				write("trust.pem", "-----BEGIN CERTIFICATE-----\nbm8gY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n");
				Awaitility.await()
					.atMost(LIMIT)
					.until(() -> output.getOut().contains("SSL reload error")
							|| output.getOut().contains("keeps the previous one"));
				server.closeConnections();
				assertThat(platform.status().block(LIMIT)).isNotNull();
				write("trust.pem", this.next.pem());
				awaitReloads(output, 1);
				assertThatExceptionOfType(M2xTransportException.class).isThrownBy(() -> platform.status().block(LIMIT))
					.withMessageContaining("no secure connection");
			});
		}
	}

	private static Publisher<Void> status(HttpServerRequest request, HttpServerResponse response) {
		return response.header("Content-Type", "application/json").sendString(Mono.just(STATUS));
	}

	private static void awaitReloads(CapturedOutput output, int count) {
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> output.getOut().split("uses the reloaded SSL bundle 'm2x-tls'", -1).length == count + 1);
	}

	/**
	 * Makes calls at a constant rate and counts their results.
	 */
	private static final class Load {

		private final AtomicInteger succeeded = new AtomicInteger();

		private final AtomicInteger failed = new AtomicInteger();

		private final AtomicReference<Throwable> failure = new AtomicReference<>();

		private final long begin = System.nanoTime();

		private final Disposable ticks;

		private final AtomicLong begun = new AtomicLong();

		private final Set<Long> outstanding = ConcurrentHashMap.newKeySet();

		private long duration;

		Load(M2xPlatform platform) {
			this.ticks = Flux.interval(INTERVAL).onBackpressureBuffer().subscribe((tick) -> {
				this.begun.set(tick);
				this.outstanding.add(tick);
				platform.status()
					.doFinally((signal) -> this.outstanding.remove(tick))
					.subscribe((status) -> this.succeeded.incrementAndGet(), (failure) -> {
						this.failure.compareAndSet(null, failure);
						this.failed.incrementAndGet();
					});
			});
		}

		// Pending calls may still connect with the old certificates.
		void awaitActiveCalls() {
			long last = this.begun.get();
			Awaitility.await().atMost(LIMIT).until(() -> this.outstanding.stream().noneMatch((call) -> call <= last));
		}

		void awaitMoreCalls(int count) {
			int target = this.succeeded.get() + count;
			Awaitility.await().atMost(LIMIT).until(() -> this.succeeded.get() >= target || this.failed.get() > 0);
		}

		void stop() {
			this.ticks.dispose();
			this.duration = System.nanoTime() - this.begin;
			Awaitility.await().atMost(LIMIT).until(this.outstanding::isEmpty);
		}

		@Override
		public String toString() {
			return "%d calls succeeded, %d failed, %.0f per second for %.1f seconds".formatted(this.succeeded.get(),
					this.failed.get(), (this.succeeded.get() + this.failed.get()) * 1e9 / this.duration,
					this.duration / 1e9);
		}

	}

}
