package io.m2x.server.writes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.m2x.server.Api;
import io.m2x.server.HeldLock;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

class WriteGroupTests {

	private static final String TIME = "2017-03-05T08:15:30.000Z";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final ThreadPoolTaskExecutor workers = TestContext.bean(server.server(), "m2xWorkers",
			ThreadPoolTaskExecutor.class);

	private final Api api = server.api();

	private final WriteQueue queue = TestContext.bean(server.server(), WriteQueue.class);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<CompletableFuture<Api.Response>> responses = new ArrayList<>();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	// Send a request and wait until its write waits.
	private void post(String path, String body) {
		this.responses.add(CompletableFuture.supplyAsync(() -> this.api.post(path, body), this.threads));
		Awaitility.await()
			.pollInterval(Duration.ofMillis(2))
			.until(() -> this.queue.room().writes() == this.responses.size());
	}

	private List<Integer> statuses() {
		return this.responses.stream().map((response) -> response.join().status()).toList();
	}

	@Test
	void writesThatWaitAreDoneInTheirOrder() throws Exception {
		String device = this.api.deviceWithStreams("a", "b");
		try (HeldLock lock = HeldLock.of(server.server(), device)) {
			for (int i = 0; i < 20; i++) {
				post(device + "/update",
						Json.of("{'timestamp':'%s','values':{'a':%s,'b':%s}}", TIME, i, (i % 2 == 0) ? i : 0));
			}
			assertThat(this.responses).noneMatch(CompletableFuture::isDone);
			Awaitility.await().until(() -> this.workers.getActiveCount() == 0);
		}
		assertThat(statuses()).hasSize(20).containsOnly(202);
		assertThat(this.api.get(device + "/values").at("/values").toString())
			.isEqualTo(Json.of("[{'timestamp':'%s','values':{'a':19.0,'b':0.0}}]", TIME));
		assertThat(this.api.get(device + "/streams/a").at("/value").asInt()).isEqualTo(19);
		assertThat(this.queue.room().writes()).isZero();
		assertThat(this.queue.room().bytes()).isZero();
	}

	@Test
	void oneThatFailsTakesNoOtherAlong() throws Exception {
		String device = this.api.deviceWithStreams("a", "b", "c");
		TestContext.batches(server.server())
			.execute("CREATE UNIQUE INDEX one_thirteen ON streams (latest_num) WHERE latest_num = 13");
		try {
			try (HeldLock lock = HeldLock.of(server.server(), device)) {
				post(device + "/update", Json.of("{'timestamp':'%s','values':{'a':1}}", TIME));
				post(device + "/update", Json
					.of("{'timestamp':'%s','values':{'b':13,'c':13},'location':{'latitude':1,'longitude':2}}", TIME));
				post(device + "/update", Json.of("{'timestamp':'%s','values':{'a':3}}", TIME));
			}
			assertThat(statuses()).containsExactly(202, 500, 202);
		}
		finally {
			TestContext.batches(server.server()).execute("DROP INDEX one_thirteen");
		}
		assertThat(this.api.get(device + "/values").at("/values").toString())
			.isEqualTo(Json.of("[{'timestamp':'%s','values':{'a':3.0}}]", TIME));
		assertThat(this.api.get(device + "/streams/b").at("/value").isNull()).isTrue();
		assertThat(this.api.get(device + "/location").status()).isEqualTo(204);
	}

	@Test
	void changeThatComesFirstIsObeyed() throws Exception {
		String device = this.api.deviceWithStreams("a", "b");
		Api owner = this.api.withKeyOf(device, null);
		this.api.post(device + "/update", Json.of("{'values':{'a':1,'b':1}}"));
		try (HeldLock lock = HeldLock.of(server.server(), device)) {
			post(device + "/update", Json.of("{'timestamp':'%s','values':{'a':7}}", TIME));
			post(device + "/update", Json.of("{'timestamp':'%s','values':{'b':8}}", TIME));
			this.responses.add(CompletableFuture.supplyAsync(
					() -> owner.put(device + "/streams/a/value", Json.of("{'value':9,'timestamp':'%s'}", TIME)),
					this.threads));
			Awaitility.await().until(() -> this.queue.room().writes() == this.responses.size());
			lock.jdbc().sql("UPDATE devices SET version = version + 1").update();
			lock.jdbc()
				.sql("DELETE FROM streams WHERE name = 'b' AND device_id = (SELECT id FROM devices WHERE public_id = :id)")
				.param("id", device.substring("/devices/".length()))
				.update();
			lock.jdbc().sql("DELETE FROM api_keys WHERE api_key = :key").param("key", owner.key()).update();
			lock.commit();
		}
		assertThat(statuses()).containsExactly(202, 422, 401);
		assertThat(this.responses.get(1).join().at("/errors").toString()).isEqualTo(Json.of("{'b':['not_found']}"));
		assertThat(this.api.get(device + "/streams/a/values?end=" + TIME).at("/values/0/value").asInt()).isEqualTo(7);
	}

	@Test
	void fullQueueSendsWritesAway() {
		String device = this.api.deviceWithStreams("a");
		int taken = 0;
		while (this.queue.room().enter(0)) {
			taken++;
		}
		assertThat(taken).isEqualTo(WriteQueue.MAX_WRITES);
		try {
			Api.Response response = this.api.put(device + "/streams/a/value", Json.of("{'value':1}"));
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.header("Retry-After")).isEqualTo("1");
		}
		finally {
			for (; taken > 0; taken--) {
				this.queue.room().leave(0);
			}
		}
		assertThat(this.api.put(device + "/streams/a/value", Json.of("{'value':1}")).status()).isEqualTo(202);
	}

	@Test
	void thereIsRoomForSoManyAndNoMore() {
		WriteRoom room = new WriteRoom(2, 100);
		assertThat(room.enter(10)).isTrue();
		assertThat(room.enter(91)).isFalse();
		assertThat(room.enter(90)).isTrue();
		assertThat(room.enter(0)).isFalse();
		room.leave(10);
		assertThat(room.enter(10)).isTrue();
		assertThat(room.writes()).isEqualTo(2);
		assertThat(room.bytes()).isEqualTo(100);
	}

}
