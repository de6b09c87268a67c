package com.example.greenhouse;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import io.m2x.client.blocking.M2xBlockingDevices;
import io.m2x.client.blocking.M2xBlockingValues;
import io.m2x.client.error.FailedResponse;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.values.ValuesQuery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

/**
 * The controller alone, whose failures are problems as in the whole application.
 */
@WebMvcTest(GreenhouseController.class)
@MockitoBean(types = M2xBlockingDevices.class)
class GreenhouseControllerTests {

	@Autowired
	private MockMvcTester web;

	@MockitoBean
	private M2xBlockingValues values;

	@Test
	void unknownGreenhouseIsNotFound() {
		FailedResponse response = new FailedResponse(404, "Device Not Found", null, Map.of(), null, null);
		given(this.values.stats(any(DeviceRef.class), any(String.class), any(ValuesQuery.class)))
			.willThrow(new M2xNotFoundException("values.stats", response));
		assertThat(this.web.get().uri("/greenhouses/GH-2/report")).hasStatus(HttpStatus.NOT_FOUND)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.extractingPath("$.detail")
			.isEqualTo("Device Not Found");
	}

}
