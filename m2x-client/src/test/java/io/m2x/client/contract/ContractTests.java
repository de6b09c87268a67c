package io.m2x.client.contract;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.TestedServer;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.error.M2xException;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Base of the tests that run the client against the server; all of them share one server,
 * which lives as long as the tests do.
 */
@ExtendWith(OperationProof.class)
abstract class ContractTests {

	static final TestedServer SERVER = TestedServer.start();

	private static final AtomicInteger COUNTER = new AtomicInteger();

	private static final Duration LIMIT = Duration.ofSeconds(20);

	/**
	 * A client without a key.
	 */
	final M2xClient nobody = M2xClient.builder()
		.baseUrl(SERVER.url())
		.webClientBuilder(WebClient.builder().filter(Exchanges.INSTANCE))
		.build();

	/**
	 * A client with the master key.
	 */
	final M2xClient client = this.nobody.withApiKey(SERVER.masterKey());

	/**
	 * Returns a text that no other test uses.
	 * @param prefix what the text begins with
	 * @return the text
	 */
	static String unique(String prefix) {
		return prefix + "-" + COUNTER.incrementAndGet();
	}

	static <T> T get(Mono<T> call) {
		return call.block(LIMIT);
	}

	static <E extends M2xException> E failure(Class<E> type, Mono<?> call) {
		E failure = catchThrowableOfType(type, () -> call.block(LIMIT));
		if (failure == null) {
			throw new AssertionError("The call did not fail");
		}
		return failure;
	}

	Device newDevice() {
		return get(this.client.devices().create(CreateDevice.named(unique("device"))));
	}

	/**
	 * Returns a client with the key of a device only.
	 * @param device the device
	 * @return the client
	 */
	M2xClient as(Device device) {
		return this.client.withApiKey(device.key());
	}

}
