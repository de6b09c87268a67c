package io.m2x.server.writes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a server remembers for its writes never outlives a change, whoever makes it: on
 * PostgreSQL another server, on SQLite the server itself, which tells its memory nothing.
 */
class StaleWriteTests {

	private static final int ROUNDS = 30;

	/** Where all happens in a fixed order. */
	private static final int ORDERED_ROUNDS = 10;

	private static final String VALUE = Json.of("{'value':1}");

	@TempDir
	private static Path directory;

	private static M2xServer first;

	private static M2xServer second;

	private Api writer;

	private Api changer;

	private String device;

	private String stream;

	@BeforeAll
	static void start() {
		first = TestServers.builder(directory).start();
		second = (TestServers.urlOrNull(directory) != null) ? TestServers.builder(directory).start() : first;
	}

	@AfterAll
	static void stop() {
		second.close();
		first.close();
	}

	@BeforeEach
	void createStream() {
		this.writer = Api.of(first);
		this.changer = new Api(second.url(), this.writer.key());
		this.device = this.writer.deviceWithStreams("t");
		this.stream = this.device + "/streams/t";
	}

	private static int put(Api api, String stream) {
		return api.put(stream + "/value", VALUE).status();
	}

	// Let many write while a change is made. Those who begin after it must obey it.
	private static void during(Supplier<Integer> write, Runnable change, int before, int after) throws Exception {
		AtomicBoolean changed = new AtomicBoolean();
		AtomicBoolean ended = new AtomicBoolean();
		Set<Integer> early = ConcurrentHashMap.newKeySet();
		Set<Integer> late = ConcurrentHashMap.newKeySet();
		ExecutorService threads = Executors.newFixedThreadPool(4);
		List<Future<?>> writers = new ArrayList<>();
		try {
			assertThat(write.get()).isEqualTo(before);
			for (int i = 0; i < 4; i++) {
				writers.add(threads.submit(() -> {
					while (!ended.get()) {
						(changed.get() ? late : early).add(write.get());
					}
				}));
			}
			change.run();
			changed.set(true);
			for (int i = 0; i < 10; i++) {
				late.add(write.get());
			}
			ended.set(true);
			for (Future<?> done : writers) {
				done.get();
			}
		}
		finally {
			ended.set(true);
			threads.shutdownNow();
		}
		assertThat(late).containsExactly(after);
		// Who is in the middle of the change finds it done or not done.
		assertThat(early).isSubsetOf(before, after);
	}

	@RepeatedTest(ROUNDS)
	void regeneratedKeyIsDead() throws Exception {
		Api owner = this.writer.withKeyOf(this.device, null);
		during(() -> put(owner, this.stream),
				() -> assertThat(this.changer.post("/keys/" + owner.key() + "/regenerate", null).status())
					.isEqualTo(201),
				202, 401);
	}

	@RepeatedTest(ROUNDS)
	void deletedStreamIsGone() throws Exception {
		during(() -> put(this.writer, this.stream),
				() -> assertThat(this.changer.delete(this.stream).status()).isEqualTo(204), 202, 404);
		assertThat(this.writer.post(this.device + "/update", Json.of("{'values':{'t':1}}")).status()).isEqualTo(422);
	}

	@RepeatedTest(ROUNDS)
	void deletedDeviceIsGone() throws Exception {
		during(() -> this.writer.put(this.device + "/location", Json.of("{'latitude':1,'longitude':2}")).status(),
				() -> assertThat(this.changer.delete(this.device).status()).isEqualTo(204), 202, 404);
	}

	@RepeatedTest(ORDERED_ROUNDS)
	void streamOfAnotherTypeTakesOtherValues() {
		String text = Json.of("{'value':'auto'}");
		assertThat(put(this.writer, this.stream)).isEqualTo(202);
		assertThat(this.writer.put(this.stream + "/value", text).status()).isEqualTo(422);
		this.changer.delete(this.stream);
		this.changer.put(this.stream, Json.of("{'type':'alphanumeric'}"));
		assertThat(this.writer.put(this.stream + "/value", text).status()).isEqualTo(202);
		assertThat(this.changer.get(this.stream).at("/value").asString()).isEqualTo("auto");
	}

	@RepeatedTest(ORDERED_ROUNDS)
	void newStreamIsThereAtOnce() {
		assertThat(put(this.writer, this.stream)).isEqualTo(202);
		assertThat(put(this.writer, this.device + "/streams/u")).isEqualTo(404);
		this.changer.put(this.device + "/streams/u", "{}");
		assertThat(put(this.writer, this.device + "/streams/u")).isEqualTo(202);
	}

	@RepeatedTest(ORDERED_ROUNDS)
	void triggersAreEvaluatedAsTheyAre() {
		assertThat(put(this.writer, this.stream)).isEqualTo(202);
		String triggers = this.device + "/triggers";
		String id = this.changer.post(triggers, trigger("0")).at("/id").asString();
		assertThat(put(this.writer, this.stream)).isEqualTo(202);
		assertThat(this.changer.get(triggers + "/" + id).at("/activated").asBoolean()).isTrue();
		this.changer.put(triggers + "/" + id, trigger("5"));
		assertThat(put(this.writer, this.stream)).isEqualTo(202);
		assertThat(this.changer.get(triggers + "/" + id).at("/activated").asBoolean()).isFalse();
		this.changer.delete(triggers + "/" + id);
		assertThat(put(this.writer, this.stream)).isEqualTo(202);
	}

	@RepeatedTest(ORDERED_ROUNDS)
	void triggersOfADistributionAreEvaluatedAsTheyAre() {
		String distribution = "/distributions/" + this.writer.createDistribution().at("/id").asString();
		String member = this.writer.memberWithStreams(distribution, "t");
		assertThat(put(this.writer, member + "/streams/t")).isEqualTo(202);
		String triggers = distribution + "/triggers";
		String id = this.changer.post(triggers, trigger("0")).at("/id").asString();
		assertThat(put(this.writer, member + "/streams/t")).isEqualTo(202);
		assertThat(this.changer.get(triggers + "/" + id).at("/activated").asBoolean()).isTrue();
		assertThat(this.changer.delete(distribution).status()).isEqualTo(204);
		assertThat(put(this.writer, member + "/streams/t")).isEqualTo(202);
	}

	private static String trigger(String bound) {
		return Json.of("{'name':'n','callback_url':'http://127.0.0.1:9/x','conditions':{'t':{'gt':%s}}}", bound);
	}

	@RepeatedTest(ROUNDS)
	void keyToACollectionReachesWhatIsInIt() throws Exception {
		String collection = this.writer.createCollection(null).at("/id").asString();
		String below = this.writer.createCollection(collection).at("/id").asString();
		Api owner = this.writer.as(this.writer.get("/collections/" + collection).at("/key").asString());
		String member = "/collections/" + below + this.device;
		assertThat(put(owner, this.stream)).isEqualTo(403);
		assertThat(this.changer.put(member, null).status()).isEqualTo(204);
		during(() -> put(owner, this.stream), () -> assertThat(this.changer.delete(member).status()).isEqualTo(204),
				202, 403);
		assertThat(this.changer.put(member, null).status()).isEqualTo(204);
		during(() -> put(owner, this.stream),
				() -> assertThat(this.changer.delete("/collections/" + below).status()).isEqualTo(204), 202, 403);
	}

	@RepeatedTest(ORDERED_ROUNDS)
	void serialNamesTheDeviceThatHasIt() {
		String serial = UUID.randomUUID().toString();
		String other = this.writer.deviceWithStreams("t");
		name(this.device, serial);
		assertThat(put(this.writer, "/devices/serial/" + serial + "/streams/t")).isEqualTo(202);
		name(this.device, UUID.randomUUID().toString());
		assertThat(put(this.writer, "/devices/serial/" + serial + "/streams/t")).isEqualTo(404);
		name(other, serial);
		assertThat(put(this.writer, "/devices/serial/" + serial + "/streams/t")).isEqualTo(202);
		assertThat(this.changer.get(other + "/streams/t").at("/value").asInt()).isEqualTo(1);
	}

	private void name(String named, String serial) {
		assertThat(
				this.changer.put(named, Json.of("{'name':'n','visibility':'private','serial':'%s'}", serial)).status())
			.isEqualTo(204);
	}

	@RepeatedTest(ORDERED_ROUNDS)
	void keyAllowsWhatItSays() {
		Api owner = this.writer.withKeyOf(this.device, null);
		assertThat(put(owner, this.stream)).isEqualTo(202);
		edit(owner, "'permissions':['GET']");
		assertThat(put(owner, this.stream)).isEqualTo(403);
		edit(owner, "'permissions':['PUT']");
		assertThat(put(owner, this.stream)).isEqualTo(202);
		edit(owner, "'permissions':['PUT'],'origin':'192.0.2.1'");
		assertThat(put(owner, this.stream)).isEqualTo(403);
		this.changer.delete("/keys/" + owner.key());
		assertThat(put(owner, this.stream)).isEqualTo(401);
	}

	private void edit(Api owner, String members) {
		assertThat(this.changer.put("/keys/" + owner.key(), Json.of("{'name':'n'," + members + "}")).status())
			.isEqualTo(204);
	}

	@Test
	void accountThatIsNotActiveIsRefused() {
		String account = "account-" + UUID.randomUUID();
		Api owner = this.writer.as(first.createAccount(account));
		String path = owner.deviceWithStreams("t") + "/streams/t";
		for (int i = 0; i < ORDERED_ROUNDS; i++) {
			assertThat(put(owner, path)).isEqualTo(202);
			second.setAccountActive(account, false);
			assertThat(put(owner, path)).isEqualTo(403);
			second.setAccountActive(account, true);
		}
	}

}
