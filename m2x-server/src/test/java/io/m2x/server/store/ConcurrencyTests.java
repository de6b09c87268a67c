package io.m2x.server.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.m2x.server.Api;
import io.m2x.server.HeldLock;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

class ConcurrencyTests {

	private static final int WRITERS = 32;

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private static List<Integer> all(IntFunction<List<Integer>> work) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
		CyclicBarrier start = new CyclicBarrier(WRITERS);
		List<Future<List<Integer>>> futures = new ArrayList<>();
		try {
			for (int writer = 0; writer < WRITERS; writer++) {
				int number = writer;
				Callable<List<Integer>> task = () -> {
					start.await();
					return work.apply(number);
				};
				futures.add(threads.submit(task));
			}
			List<Integer> statuses = new ArrayList<>();
			for (Future<List<Integer>> future : futures) {
				statuses.addAll(future.get());
			}
			return statuses;
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void updateOfSeveralStreamsIsSeenWholeOrNotAtAll() throws Exception {
		String device = this.api.deviceWithStreams("a", "b");
		List<Integer> sizes = all((thread) -> {
			List<Integer> seen = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				if (thread % 2 == 0) {
					Instant time = Instant.ofEpochMilli(thread * 20 + i);
					this.api.post(device + "/update", Json.of("{'values':{'a':1,'b':2},'timestamp':'%s'}", time));
				}
				else {
					this.api.get(device + "/values")
						.at("/values")
						.forEach((row) -> seen.add(row.path("values").size()));
				}
			}
			return seen;
		});
		assertThat(sizes).isNotEmpty().containsOnly(2);
	}

	@Test
	void writersOfOneStreamLoseNothing() throws Exception {
		String stream = this.api.deviceWithStreams("t") + "/streams/t";
		List<Integer> statuses = all((writer) -> {
			List<Integer> mine = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				int time = writer * 20 + i;
				mine.add(this.api
					.put(stream + "/value", Json.of("{'value':%s,'timestamp':'%s'}", time, Instant.ofEpochMilli(time)))
					.status());
			}
			return mine;
		});
		assertThat(statuses).hasSize(WRITERS * 20).containsOnly(202);
		assertThat(this.api.get(stream + "/stats").at("/stats/count").asInt()).isEqualTo(WRITERS * 20);
		assertThat(this.api.get(stream).at("/value").asInt()).isEqualTo(WRITERS * 20 - 1);
	}

	@Test
	void writersOfTheSameMillisecondDoNotFail() throws Exception {
		String stream = this.api.deviceWithStreams("t") + "/streams/t";
		List<Integer> statuses = all((writer) -> List.of(this.api
			.post(stream + "/values", Json.of("{'values':[{'timestamp':'2017-03-05T08:15:30Z','value':%s}]}", writer))
			.status()));
		assertThat(statuses).containsOnly(202);
		assertThat(this.api.get(stream + "/values").at("/values").size()).isEqualTo(1);
		assertThat(this.api.get(stream).at("/value").asInt())
			.isEqualTo(this.api.get(stream + "/values").at("/values/0/value").asInt());
	}

	@Test
	void oneOfManyCreatorsOfAStreamCreatesIt() throws Exception {
		String device = this.api.deviceWithStreams();
		List<Integer> statuses = all((writer) -> List.of(this.api.put(device + "/streams/t", null).status()));
		assertThat(statuses).containsOnly(201, 204);
		assertThat(statuses.stream().filter((status) -> status == 201)).hasSize(1);
	}

	@Test
	void oneOfManyDevicesGetsTheSerial() throws Exception {
		String body = Json.of("{'name':'N','visibility':'private','serial':'wanted'}");
		List<Integer> statuses = all((writer) -> List.of(this.api.post("/devices", body).status()));
		assertThat(statuses).containsOnly(201, 422);
		assertThat(statuses.stream().filter((status) -> status == 201)).hasSize(1);
	}

	@Test
	void metadataAndTagsMayBeWrittenByMany() throws Exception {
		String device = this.api.deviceWithStreams();
		List<Integer> statuses = all((writer) -> List.of(
				this.api.put(device + "/metadata/f" + writer, Json.of("{'value':'1'}")).status(),
				this.api.put(device + "/metadata/shared", Json.of("{'value':'%s'}", writer)).status(),
				this.api.put(device, Json.of("{'name':'N','visibility':'private','tags':'a,b,%s'}", writer)).status()));
		assertThat(statuses).containsOnly(204);
		assertThat(this.api.get(device + "/metadata").json().size()).isEqualTo(WRITERS + 1);
		assertThat(this.api.get(device).at("/tags").size()).isEqualTo(3);
	}

	@Test
	void deletionInTheMiddleOfWritesIsOrderly() throws Exception {
		String device = this.api.deviceWithStreams("t");
		List<Integer> statuses = all((writer) -> {
			List<Integer> mine = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				mine.add((writer == 0 && i == 2) ? this.api.delete(device).status()
						: this.api
							.post(device + "/update",
									Json.of("{'values':{'t':1},'location':{'latitude':1,'longitude':1}}"))
							.status());
			}
			return mine;
		});
		// Who was let in just before finds the device, but no stream any more.
		assertThat(statuses).isSubsetOf(202, 204, 404, 422);
		assertThat(this.api.get(device).status()).isEqualTo(404);
	}

	@Test
	void streamDeletionInTheMiddleOfWritesIsOrderly() throws Exception {
		String device = this.api.deviceWithStreams("t");
		List<Integer> statuses = all((writer) -> {
			List<Integer> mine = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				mine.add((writer % 8 == 0) ? this.api.delete(device + "/streams/t").status()
						: this.api.put(device + "/streams/t", null).status());
				mine.add(this.api.put(device + "/streams/t/value", Json.of("{'value':1}")).status());
				mine.add(this.api.post(device + "/updates", Json.of("{'values':{'t':[{'value':1}]}}")).status());
			}
			return mine;
		});
		assertThat(statuses).isSubsetOf(201, 202, 204, 404, 422);
	}

	@Test
	void waitingWritesStallNothingElse() throws Exception {
		String device = this.api.deviceWithStreams("t");
		ThreadPoolTaskExecutor workers = TestContext.bean(server.server(), "m2xWorkers", ThreadPoolTaskExecutor.class);
		List<CompletableFuture<Integer>> writes = new ArrayList<>();
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
		try (HeldLock lock = HeldLock.of(server.server(), device)) {
			for (int writer = 0; writer < WRITERS; writer++) {
				writes.add(CompletableFuture.supplyAsync(
						() -> this.api.put(device + "/metadata/a", Json.of("{'value':'1'}")).status(), threads));
			}
			Awaitility.await().until(() -> workers.getActiveCount() == workers.getMaxPoolSize());
			assertThat(this.api.get("/status").status()).isEqualTo(200);
			assertThat(this.api.get("/time/seconds").status()).isEqualTo(200);
			assertThat(this.api.as("00000000000000000000000000000000").get("/devices").status()).isEqualTo(401);
			assertThat(lock.isAwaited()).isTrue();
			assertThat(writes).noneMatch(CompletableFuture::isDone);
		}
		finally {
			threads.shutdown();
		}
		assertThat(writes).allSatisfy((write) -> assertThat(write.get()).isEqualTo(204));
	}

	@Test
	void writeThatNeverGetsItsTurnIsToldToComeBack() throws Exception {
		String device = this.api.deviceWithStreams("t");
		HeldLock lock = HeldLock.of(server.server(), device);
		try (lock) {
			Api.Response response = this.api.put(device + "/streams/t/value", Json.of("{'value':1}"));
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.header("Retry-After")).isEqualTo("1");
			assertThat(response.body()).isEqualTo(Json.of("{'message':'Service Unavailable'}"));
		}
		assertThat(this.api.put(device + "/streams/t/value", Json.of("{'value':1}")).status()).isEqualTo(202);
	}

}
