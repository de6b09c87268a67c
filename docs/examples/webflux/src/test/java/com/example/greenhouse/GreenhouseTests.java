package com.example.greenhouse;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.m2x.spring.boot.test.AutoConfigureM2x;

// tag::test[]
@SpringBootTest
@AutoConfigureM2x
@AutoConfigureWebTestClient(timeout = "1m")
class GreenhouseTests {

	@Autowired
	private WebTestClient web;

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
		this.web.post().uri("/greenhouses/GH-1/readings").bodyValue(reading).exchange().expectStatus().isAccepted();
	}

}
// end::test[]
