package io.m2x.server.collections;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class CollectionTreeTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	@Test
	void collectionCanNotBePutBelowItself() {
		String top = create("");
		String middle = create(top);
		String bottom = create(middle);
		for (String place : List.of(top, middle, bottom)) {
			Api.Response response = move(top, place);
			assertThat(response.status()).isEqualTo(422);
			assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'parent':['not_valid']}"));
		}
		assertThat(this.api.get("/collections/" + top).at("/parent").isNull()).isTrue();
	}

	@Test
	void movedCollectionTakesAllBelowAlong() {
		String from = create("");
		String to = create("");
		String moved = create(from);
		String below = create(moved);
		String device = deviceIn(below);
		assertThat(reaches(from, device)).isTrue();
		assertThat(move(moved, to).status()).isEqualTo(204);
		assertThat(this.api.get("/collections/" + moved).at("/parent").asString()).isEqualTo(to);
		assertThat(reaches(from, device)).isFalse();
		assertThat(reaches(to, device)).isTrue();
		assertThat(reaches(moved, device)).isTrue();
		assertThat(collectionsIn(from)).isZero();
		assertThat(collectionsIn(to)).isEqualTo(1);
		assertThat(move(moved, "").status()).isEqualTo(204);
		assertThat(reaches(to, device)).isFalse();
		assertThat(reaches(moved, device)).isTrue();
		assertThat(move(from, below).status()).isEqualTo(204);
		assertThat(reaches(moved, deviceIn(from))).isTrue();
	}

	@Test
	void childrenOfDeletedCollectionMoveToTheTop() {
		String top = create("");
		String gone = create(top);
		String child = create(gone);
		String grandchild = create(child);
		String device = deviceIn(grandchild);
		String inGone = deviceIn(gone);
		assertThat(this.api.delete("/collections/" + gone).status()).isEqualTo(204);
		assertThat(this.api.get("/collections/" + child).at("/parent").isNull()).isTrue();
		assertThat(this.api.get("/collections/" + grandchild).at("/parent").asString()).isEqualTo(child);
		assertThat(reaches(top, device)).isFalse();
		assertThat(reaches(child, device)).isTrue();
		assertThat(this.api.get("/devices/" + inGone).status()).isEqualTo(200);
		assertThat(move(top, grandchild).status()).isEqualTo(204);
	}

	@Test
	void updateWithoutParentLeavesThePlace() {
		String top = create("");
		String child = create(top);
		assertThat(this.api.put("/collections/" + child, Json.of("{'name':'Renamed'}")).status()).isEqualTo(204);
		assertThat(this.api.get("/collections/" + child).at("/parent").asString()).isEqualTo(top);
		assertThat(reaches(top, deviceIn(child))).isTrue();
	}

	@Test
	void movesAtTheSameTimeMakeNoCircle() throws Exception {
		for (int round = 0; round < 20; round++) {
			List<String> ring = List.of(create(""), create(""), create(""));
			List<Integer> statuses = atOnce(List.of(() -> move(ring.get(0), ring.get(1)).status(),
					() -> move(ring.get(1), ring.get(2)).status(), () -> move(ring.get(2), ring.get(0)).status()));
			assertThat(statuses).containsExactlyInAnyOrder(204, 204, 422);
			long atTheTop = ring.stream()
				.filter((collection) -> this.api.get("/collections/" + collection).at("/parent").isNull())
				.count();
			assertThat(atTheTop).isEqualTo(1);
		}
	}

	@Test
	void creationInCollectionThatIsBeingDeletedIsOrderly() throws Exception {
		for (int round = 0; round < 20; round++) {
			String parent = create("");
			String device = this.api.createDevice().get("id").asString();
			String body = Json.of("{'name':'C','parent':'%s'}", parent);
			List<Integer> statuses = atOnce(List.of(() -> this.api.post("/collections", body).status(),
					() -> this.api.put("/collections/" + parent + "/devices/" + device, null).status(),
					() -> this.api.delete("/collections/" + parent).status()));
			assertThat(statuses.get(0)).isIn(201, 422);
			assertThat(statuses.get(1)).isIn(204, 404);
			assertThat(statuses.get(2)).isEqualTo(204);
			assertThat(this.api.get("/devices/" + device).at("/collections").toString()).isEqualTo("[]");
		}
		assertThat(this.api.get("/collections?name=C&parent=").status()).isEqualTo(200);
	}

	private List<Integer> atOnce(List<Callable<Integer>> works) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(works.size());
		CyclicBarrier start = new CyclicBarrier(works.size());
		try {
			List<Future<Integer>> futures = new ArrayList<>();
			for (Callable<Integer> work : works) {
				futures.add(threads.submit(() -> {
					start.await();
					return work.call();
				}));
			}
			List<Integer> results = new ArrayList<>();
			for (Future<Integer> future : futures) {
				results.add(future.get());
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private String create(String parent) {
		return this.api.post("/collections", Json.of("{'name':'C','parent':'%s'}", parent)).at("/id").asString();
	}

	private Api.Response move(String collection, String parent) {
		return this.api.put("/collections/" + collection, Json.of("{'name':'C','parent':'%s'}", parent));
	}

	private String deviceIn(String collection) {
		String id = this.api.createDevice().get("id").asString();
		this.api.put("/collections/" + collection + "/devices/" + id, null);
		return id;
	}

	private boolean reaches(String collection, String device) {
		return this.api.get("/collections/" + collection + "/devices?include_children=true")
			.at("/devices")
			.findValuesAsString("id")
			.contains(device);
	}

	private int collectionsIn(String collection) {
		return this.api.get("/collections/" + collection).at("/collections").asInt();
	}

}
