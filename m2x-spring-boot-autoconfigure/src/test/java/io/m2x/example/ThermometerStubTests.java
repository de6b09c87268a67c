package io.m2x.example;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webclient.test.autoconfigure.WebClientTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.m2x.spring.boot.StubServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The test with a stub that the guide shows.
 */
@ActiveProfiles("production")
// tag::stub[]
@WebClientTest(Thermometer.class)
class ThermometerStubTests {

	// end::stub[]
	private static final Queue<String> requests = new ConcurrentLinkedQueue<>();

	// tag::stub[]
	private static final StubServer stub = StubServer.responding((request, response) -> {
		// end::stub[]
		requests.add(request.method() + " " + request.uri() + " " + request.requestHeaders().get("X-M2X-KEY"));
		// tag::stub[]
		return response.status(202).send();
	});

	@DynamicPropertySource
	static void m2x(DynamicPropertyRegistry properties) {
		properties.add("m2x.base-url", stub::url);
		properties.add("m2x.api-key", () -> "0123456789abcdef0123456789abcdef");
	}

	@Autowired
	private Thermometer thermometer;

	// end::stub[]
	@AfterAll
	static void stopStub() {
		stub.close();
	}

	// tag::stub[]
	@Test
	void reportIsSent() {
		this.thermometer.report("d1", 21.5).block();
		// end::stub[]
		assertThat(requests).containsExactly("PUT /v2/devices/d1/streams/temperature 0123456789abcdef0123456789abcdef",
				"PUT /v2/devices/d1/streams/temperature/value 0123456789abcdef0123456789abcdef");
		// tag::stub[]
	}

}
// end::stub[]
