package io.m2x.client.collections;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.m2x.client.StubServer;
import io.m2x.client.devices.DeviceQuery;

import static org.assertj.core.api.Assertions.assertThat;

class CollectionResponsesTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	@Test
	void sparseResponseOfOldServersIsRead() {
		try (StubServer server = new StubServer().respond(200, """
				{"collections": [{"id": "c1", "name": "Old", "parent": null, "tags": null, "groups": [],
				"key": null, "created": "2015-03-05T08:15:30.250Z"}]}""")) {
			List<DeviceCollection> list = server.client().collections().list(CollectionQuery.all()).block(LIMIT);
			DeviceCollection collection = list.get(0);
			assertThat(collection.id()).isEqualTo("c1");
			assertThat(collection.tags()).isEmpty();
			assertThat(collection.metadata()).isEmpty();
			assertThat(collection.devices()).isZero();
			assertThat(collection.url()).isNull();
			assertThat(collection.updated()).isNull();
		}
	}

	@Test
	void queriesAreWrittenTheWayM2xWantsThem() {
		try (StubServer server = new StubServer().respond(200,
				"{\"status\":\"accepted\",\"collections\":[],\"devices\":[]}")) {
			M2xCollections collections = server.client().collections();
			collections.list(CollectionQuery.all()).block(LIMIT);
			assertThat(server.last().uri()).isEqualTo("/v2/collections");
			collections.list(CollectionQuery.topLevel().withName("a b").withTags("x", "y")).block(LIMIT);
			assertThat(server.last().uri()).isEqualTo("/v2/collections?parent=&name=a%20b&tags=x%2Cy");
			collections.devices("c1", DeviceQuery.all().withLimit(5)).block(LIMIT);
			assertThat(server.last().uri()).isEqualTo("/v2/collections/c1/devices?limit=5");
			collections.devicesWithChildren("c1", DeviceQuery.all()).block(LIMIT);
			assertThat(server.last().uri()).isEqualTo("/v2/collections/c1/devices?include_children=true");
			collections.update("c1", UpdateCollection.of("N").withTags("a", "b").movedToTopLevel()).block(LIMIT);
			assertThat(server.last().body()).isEqualTo("{\"name\":\"N\",\"parent\":\"\",\"tags\":\"a,b\"}");
		}
	}

}
