package com.example.greenhouse;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.m2x.spring.boot.test.AutoConfigureM2x;

// tag::test[]
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureM2x
@AutoConfigureRestTestClient
class GreenhouseTests {

	@Autowired
	private RestTestClient web;

	@Test
	void readingsAreReported() {
		this.web.put().uri("/greenhouses/GH-1?name=North").exchange().expectStatus().isOk();
		Instant now = Instant.now();
		write(new Reading(now.minusSeconds(60), 21.5, 64));
		write(new Reading(now, 22.5, 63));
		this.web.get()
			.uri("/greenhouses/GH-1/temperatures")
			.exchange()
			.expectBody()
			.jsonPath("$[0].value")
			.isEqualTo(21.5)
			.jsonPath("$[1].value")
			.isEqualTo(22.5);
		this.web.get().uri("/greenhouses/GH-1/report").exchange().expectBody().jsonPath("$.avg").isEqualTo(22.0);
	}

	@Test
	void unknownGreenhouseIsNotFound() {
		this.web.get().uri("/greenhouses/GH-2/report").exchange().expectStatus().isNotFound();
	}

	private void write(Reading reading) {
		this.web.post().uri("/greenhouses/GH-1/readings").body(reading).exchange().expectStatus().isAccepted();
	}

}
// end::test[]
