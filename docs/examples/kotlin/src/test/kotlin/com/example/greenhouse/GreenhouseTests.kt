package com.example.greenhouse

import io.m2x.spring.boot.test.AutoConfigureM2x
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient
import org.springframework.test.web.reactive.server.WebTestClient
import java.time.Instant

// tag::test[]
@SpringBootTest
@AutoConfigureM2x
@AutoConfigureWebTestClient(timeout = "1m")
class GreenhouseTests(@param:Autowired private val web: WebTestClient) {

    @Test
    fun `readings are reported`() {
        web.put().uri("/greenhouses/GH-1?name=North").exchange().expectStatus().isOk()
        val now = Instant.now()
        write(Reading(now.minusSeconds(60), 21.5, 64.0))
        write(Reading(now, 22.5, 63.0))
        web.get().uri("/greenhouses/GH-1/temperatures").exchange().expectBody()
            .jsonPath("$[0].value").isEqualTo(21.5)
            .jsonPath("$[1].value").isEqualTo(22.5)
        web.get().uri("/greenhouses/GH-1/report").exchange().expectBody()
            .jsonPath("$.name").isEqualTo("North")
            .jsonPath("$.temperature.avg").isEqualTo(22.0)
    }

    @Test
    fun `unknown greenhouse is not found`() {
        web.get().uri("/greenhouses/GH-2/report").exchange().expectStatus().isNotFound()
    }

    private fun write(reading: Reading) {
        web.post().uri("/greenhouses/GH-1/readings").bodyValue(reading).exchange().expectStatus().isAccepted()
    }
}
// end::test[]
