package io.m2x.server.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import io.m2x.server.Api;
import io.m2x.server.M2xServerConfiguration;
import io.m2x.server.M2xServerSettings;
import io.m2x.server.http.HttpLimits;
import io.m2x.server.http.HttpListener;
import io.m2x.server.store.DatabaseSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ListenerTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	@Test
	void listenersStandBesideEachOther() {
		try (AnnotationConfigApplicationContext context = context()) {
			HttpListener first = addHttp(context, "first");
			HttpListener second = addHttp(context, "second");
			context.refresh();
			assertThat(first.port()).isNotEqualTo(second.port());
			String device = api(first).createDevice().get("id").asString();
			assertThat(api(second).get("/devices/" + device).status()).isEqualTo(200);
			context.close();
			assertThat(first.isRunning()).isFalse();
			assertThat(second.isRunning()).isFalse();
			assertThatIllegalStateException().isThrownBy(second::port).withMessageContaining("does not run");
		}
	}

	@Test
	void listenerStartsLastAndStopsFirst() {
		List<Boolean> working = new ArrayList<>();
		AnnotationConfigApplicationContext context = context();
		context.registerBean(Listener.class, () -> new RecordingListener(context, working));
		try (context) {
			context.refresh();
		}
		assertThat(working).containsExactly(true, true);
	}

	@Test
	void interruptedListenerStopsToo() {
		try (AnnotationConfigApplicationContext context = context()) {
			HttpListener listener = addHttp(context, "http");
			context.refresh();
			Thread.currentThread().interrupt();
			try {
				listener.stop();
			}
			catch (RuntimeException ex) {
				// Unless the connections were closed before anybody had to wait for that.
				assertThat(ex).hasCauseInstanceOf(InterruptedException.class);
			}
			finally {
				Thread.interrupted();
			}
			assertThat(listener.isRunning()).isFalse();
		}
	}

	private static AnnotationConfigApplicationContext context() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean(M2xServerSettings.class,
				() -> new M2xServerSettings(KEY, DatabaseSettings.temporary(), null, Map.of(), HttpLimits.DEFAULTS));
		context.register(M2xServerConfiguration.class);
		return context;
	}

	private static HttpListener addHttp(AnnotationConfigApplicationContext context, String name) {
		HttpListener listener = new HttpListener(context, "127.0.0.1", 0, HttpLimits.DEFAULTS);
		context.registerBean(name, HttpListener.class, () -> listener);
		return listener;
	}

	private static Api api(Listener listener) {
		return new Api("http://127.0.0.1:" + listener.port() + "/v2", KEY);
	}

	/**
	 * Notes whether all work runs when it starts and when it stops.
	 */
	private static final class RecordingListener implements Listener {

		private final AnnotationConfigApplicationContext context;

		private final List<Boolean> working;

		private boolean running;

		RecordingListener(AnnotationConfigApplicationContext context, List<Boolean> working) {
			this.context = context;
			this.working = working;
		}

		@Override
		public void start() {
			this.running = true;
			note();
		}

		@Override
		public void stop() {
			this.running = false;
			note();
		}

		private void note() {
			this.working.add(this.context.getBeansOfType(SmartLifecycle.class)
				.values()
				.stream()
				.filter((bean) -> !(bean instanceof Listener))
				.allMatch(SmartLifecycle::isRunning));
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int port() {
			return 1;
		}

	}

}
