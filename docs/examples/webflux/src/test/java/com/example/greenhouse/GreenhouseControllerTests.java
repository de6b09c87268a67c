package com.example.greenhouse;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

import io.m2x.client.devices.M2xDevices;
import io.m2x.client.error.FailedResponse;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.values.M2xValues;
import io.m2x.client.values.ValuesQuery;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

/**
 * The controller alone, whose failures are problems as in the whole application.
 */
@WebFluxTest(GreenhouseController.class)
@AutoConfigureWebTestClient(timeout = "1m")
@MockitoBean(types = M2xDevices.class)
class GreenhouseControllerTests {

	@Autowired
	private WebTestClient web;

	@MockitoBean
	private M2xValues values;

	@Test
	void unknownGreenhouseIsNotFound() {
		FailedResponse response = new FailedResponse(404, "Device Not Found", null, Map.of(), null, null);
		given(this.values.stats(any(DeviceRef.class), any(String.class), any(ValuesQuery.class)))
			.willReturn(Mono.error(new M2xNotFoundException("values.stats", response)));
		this.web.get()
			.uri("/greenhouses/GH-2/report")
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("Device Not Found");
	}

}
