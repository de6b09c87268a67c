package io.m2x.client.distributions;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.m2x.client.StubServer;
import io.m2x.client.model.Page;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.StreamDefinition;

import static org.assertj.core.api.Assertions.assertThat;

class DistributionResponsesTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	@Test
	void sparseResponseOfOldServersIsRead() {
		try (StubServer server = new StubServer().respond(200, """
				{"total": 1, "pages": 1, "limit": 10, "current_page": 1, "distributions": [{"id": "d1", "name": "Old",
				"visibility": "private", "status": "resting", "groups": [], "triggers": {"count": 0}}]}""")) {
			Page<Distribution> page = server.client().distributions().list(DistributionQuery.all()).block(LIMIT);
			Distribution distribution = page.items().get(0);
			assertThat(distribution.id()).isEqualTo("d1");
			assertThat(distribution.status()).isEqualTo(ResourceStatus.UNKNOWN);
			assertThat(distribution.tags()).isEmpty();
			assertThat(distribution.metadata()).isEmpty();
			assertThat(distribution.key()).isNull();
			assertThat(distribution.devices()).isNull();
		}
	}

	@Test
	void streamCreationWithoutBodyIsNoFailure() {
		try (StubServer server = new StubServer().respond((request, response) -> response.status(204).send())) {
			DataStream stream = server.client()
				.distributions()
				.createOrUpdateStream("d1", "t", StreamDefinition.numeric())
				.block(LIMIT);
			assertThat(stream).isNull();
			assertThat(server.last().uri()).isEqualTo("/v2/distributions/d1/streams/t");
			assertThat(server.last().body()).isEqualTo("{\"type\":\"numeric\"}");
		}
	}

	@Test
	void requestsAreWrittenTheWayM2xWantsThem() {
		try (StubServer server = new StubServer().respond(201, "{\"id\":\"x\",\"name\":\"n\"}")) {
			M2xDistributions distributions = server.client().distributions();
			distributions.create(CreateDistribution.named("Kit").withTags("a", "b").withBaseDevice("3c1f"))
				.block(LIMIT);
			assertThat(server.last().body())
				.isEqualTo("{\"name\":\"Kit\",\"visibility\":\"private\",\"tags\":\"a,b\",\"base_device\":\"3c1f\"}");
			distributions.addDevice("d1", AddDevice.serial("S-1")).block(LIMIT);
			assertThat(server.last().uri()).isEqualTo("/v2/distributions/d1/devices");
			assertThat(server.last().body()).isEqualTo("{\"serial\":\"S-1\"}");
		}
	}

}
