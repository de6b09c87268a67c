package io.m2x.server.triggers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.HeldLock;
import io.m2x.server.Json;

import static org.assertj.core.api.Assertions.assertThat;

class TriggerFiringTests extends AbstractFiringTests {

	@Test
	void firesOncePerCrossingAndReArmsBelowTheResetValue() {
		String trigger = trigger(Json.of("{'t':{'gt':30,'reset':28}}"));
		write("t", 30, 1);
		assertThat(isActivated(trigger)).isFalse();
		write("t", 30.5, 2);
		assertThat(isActivated(trigger)).isTrue();
		write("t", 35, 3);
		write("t", 29, 4);
		write("t", 31, 5);
		write("t", 28, 6);
		assertThat(isActivated(trigger)).isTrue();
		write("t", 27.9, 7);
		assertThat(isActivated(trigger)).isFalse();
		write("t", 32, 8);
		assertThat(delivered(trigger)).containsExactly("fired 30.5", "fired 32");
	}

	@Test
	void withoutResetValueItReArmsWhenTheConditionIsLeft() {
		String trigger = trigger(Json.of("{'t':{'lte':10}}"));
		series(1, 11, 10, 9, 10.5, 8, 11);
		assertThat(isActivated(trigger)).isFalse();
		assertThat(delivered(trigger)).containsExactly("fired 10", "fired 8");
	}

	@Test
	void zeroIsZeroWhateverItsSign() {
		String trigger = trigger(Json.of("{'t':{'eq':0}}"));
		this.api.put(this.device + "/streams/t/value", Json.of("{'value':-0.0,'timestamp':'2017-03-05T08:00:00Z'}"));
		assertThat(isActivated(trigger)).isTrue();
	}

	@Test
	void resetAboveAnUpperBoundWorksTheOtherWayRound() {
		String trigger = trigger(Json.of("{'t':{'lt':10,'reset':12}}"));
		series(1, 9, 11, 8, 12, 7, 12.5, 6);
		assertThat(delivered(trigger)).containsExactly("fired 9", "fired 6");
	}

	@Test
	void bandIsLeftThroughTheBoundWithoutResetAtOnce() {
		String trigger = trigger(Json.of("{'t':{'gte':20,'lte':30,'reset':18}}"));
		series(1, 25, 19, 25, 31, 25, 17, 20);
		assertThat(delivered(trigger)).containsExactly("fired 25", "fired 25", "fired 20");
	}

	@Test
	void valuesOfOneRequestAreSeenInTheOrderOfTheirTimes() {
		String trigger = trigger(Json.of("{'t':{'gt':30}}"));
		this.api.post(this.device + "/streams/t/values", """
				{"values": [{"timestamp": "2017-03-05T08:00:05Z", "value": 33},
				{"timestamp": "2017-03-05T08:00:01Z", "value": 31},
				{"timestamp": "2017-03-05T08:00:02Z", "value": 20},
				{"timestamp": "2017-03-05T08:00:03Z", "value": 32},
				{"timestamp": "2017-03-05T08:00:04Z", "value": 99},
				{"timestamp": "2017-03-05T08:00:04Z", "value": 21}]}""");
		assertThat(delivered(trigger)).containsExactly("fired 31", "fired 32", "fired 33");
		assertThat(this.callback.accepted()).extracting((call) -> call.at("/timestamp").asString())
			.startsWith("2017-03-05T08:00:01.000Z", "2017-03-05T08:00:03.000Z", "2017-03-05T08:00:05.000Z");
	}

	@Test
	void valuesThatAreFilledInLaterDoNotFire() {
		String trigger = trigger(Json.of("{'t':{'gt':30}}"));
		write("t", 10, 100);
		series(1, 40, 50);
		assertThat(isActivated(trigger)).isFalse();
		write("t", 31, 101);
		series(2, 10, 20);
		assertThat(isActivated(trigger)).isTrue();
		assertThat(delivered(trigger)).containsExactly("fired 31");
	}

	@Test
	void continuousTriggerFiresForEveryNewValue() {
		String trigger = trigger(Json.of("{'t':{'gt':30}}"), "\"frequency\":\"continuous\"");
		series(1, 31, 32, 10, 33);
		// The same request again brings nothing new.
		series(1, 31, 32, 10, 33);
		assertThat(delivered(trigger)).containsExactly("fired 31", "fired 32", "fired 33");
	}

	@Test
	void resetIsNotifiedOnDemand() {
		String trigger = trigger(Json.of("{'t':{'gt':30,'reset':28}}"), "\"notify_on_reset\":true");
		series(1, 31, 29, 27, 26, 32);
		assertThat(delivered(trigger)).containsExactly("fired 31", "reset 27", "fired 32");
	}

	@Test
	void allStreamsMustMeetTheirConditions() {
		String trigger = trigger(Json.of("{'t':{'gt':30},'h':{'gte':80}}"));
		write("t", 31, 1);
		write("h", 79, 2);
		assertThat(isActivated(trigger)).isFalse();
		write("h", 80, 3);
		write("h", 81, 4);
		write("t", 20, 5);
		this.api.post(this.device + "/update",
				Json.of("{'timestamp':'%s','values':{'h':10,'t':50}}", START.plusSeconds(6)));
		this.api.post(this.device + "/updates",
				"""
						{"values": {"h": [{"timestamp": "2017-03-05T08:00:07Z", "value": 90},
						{"timestamp": "2017-03-05T08:00:09Z", "value": 91}],
						"t": [{"timestamp": "2017-03-05T08:00:08Z", "value": 1}, {"timestamp": "2017-03-05T08:00:10Z", "value": 60}]}}""");
		assertThat(delivered(trigger)).containsExactly("fired 31", "fired 50", "fired 60");
		JsonNode last = this.callback.accepted().get(2);
		assertThat(last.at("/values").toString())
			.isEqualTo(Json.of("{'t':{'value':60,'timestamp':'2017-03-05T08:00:10.000Z','unit':null},'h':{'value':91,"
					+ "'timestamp':'2017-03-05T08:00:09.000Z','unit':null}}"));
		assertThat(last.at("/timestamp").asString()).isEqualTo("2017-03-05T08:00:10.000Z");
	}

	@Test
	void timeframeBoundsTheAgeOfTheOtherValues() {
		String trigger = trigger(Json.of("{'t':{'gt':30},'h':{'gt':80}}"), "\"timeframe\":60");
		write("h", 90, 0);
		write("t", 31, 61);
		assertThat(isActivated(trigger)).isFalse();
		write("h", 91, 121);
		assertThat(isActivated(trigger)).isTrue();
		write("t", 32, 181);
		assertThat(isActivated(trigger)).isTrue();
		write("t", 33, 182);
		assertThat(isActivated(trigger)).isFalse();
		assertThat(delivered(trigger)).containsExactly("fired 31");
	}

	@Test
	void textsAreMatched() {
		this.api.put(this.device + "/streams/door", Json.of("{'type':'alphanumeric'}"));
		String trigger = trigger(Json.of("{'door':{'match':'open'}}"));
		for (String text : List.of("closed", "open", "open", "opened", "open")) {
			this.api.put(this.device + "/streams/door/value", Json.of("{'value':'%s'}", text));
			Awaitility.await().until(() -> System.currentTimeMillis() > latest("door"));
		}
		assertThat(delivered(trigger)).hasSize(2);
		assertThat(this.callback.accepted().get(0).at("/values/door/value").asString()).isEqualTo("open");
	}

	private long latest(String stream) {
		return Instant.parse(this.api.get(this.device + "/streams/" + stream).at("/latest_value_at").asString())
			.toEpochMilli();
	}

	@Test
	void conditionsOfTheWrongTypeAreNeverMet() {
		this.api.put(this.device + "/streams/door", Json.of("{'type':'alphanumeric'}"));
		String number = trigger(Json.of("{'door':{'gt':1}}"));
		String text = trigger(Json.of("{'t':{'match':'5'}}"));
		String missing = trigger(Json.of("{'t':{'eq':5},'missing':{'gt':0}}"));
		String equal = trigger(Json.of("{'t':{'eq':5}}"));
		this.api.post(this.device + "/update", Json.of("{'values':{'t':5,'door':'5'}}"));
		assertThat(isActivated(number) || isActivated(text) || isActivated(missing)).isFalse();
		assertThat(isActivated(equal)).isTrue();
	}

	@Test
	void disabledTriggerNeitherFiresNorChanges() {
		String trigger = trigger(Json.of("{'t':{'gt':30}}"));
		write("t", 31, 1);
		this.api.put(trigger, Json.of("{'name':'hot','status':'disabled'}"));
		series(2, 20, 40, 20);
		assertThat(isActivated(trigger)).isTrue();
		this.api.put(trigger, Json.of("{'name':'hot','status':'enabled'}"));
		assertThat(isActivated(trigger)).isTrue();
		series(10, 20, 41);
		assertThat(delivered(trigger)).containsExactly("fired 31", "fired 41");
	}

	@Test
	void newConditionsBeginAnew() {
		String trigger = trigger(Json.of("{'t':{'gt':30}}"));
		write("t", 31, 1);
		this.api.put(trigger, Json.of("{'name':'renamed'}"));
		assertThat(isActivated(trigger)).isTrue();
		this.api.put(trigger, Json.of("{'name':'hot','conditions':{'t':{'gt':25}}}"));
		assertThat(isActivated(trigger)).isFalse();
		write("t", 32, 2);
		assertThat(delivered(trigger)).containsExactly("fired 31", "fired 32");
	}

	@Test
	void olderFormFiresToo() {
		Api.Response created = this.api.post(this.device + "/triggers", """
				{"name": "old", "stream": "t", "condition": "..", "value": "10..20", "callback_url": "%s"}"""
			.formatted(this.callback.url()));
		series(1, 9, 10, 20, 21);
		assertThat(delivered(this.device + "/triggers/" + created.at("/id").asString())).containsExactly("fired 10");
	}

	@Test
	void refusedWriteDoesNotFire() {
		String trigger = trigger(Json.of("{'t':{'gt':30}}"));
		assertThat(this.api.post(this.device + "/update", Json.of("{'values':{'t':31,'nothing':1}}")).status())
			.isEqualTo(422);
		assertThat(isActivated(trigger)).isFalse();
		assertThat(delivered(trigger)).isEmpty();
	}

	@Test
	void concurrentWritersFireOnce() throws Exception {
		String trigger = trigger(Json.of("{'t':{'gt':30}}"));
		int writers = 16;
		ExecutorService threads = Executors.newFixedThreadPool(writers);
		CyclicBarrier start = new CyclicBarrier(writers);
		try {
			List<Future<Void>> futures = new ArrayList<>();
			for (int i = 0; i < writers; i++) {
				int second = i;
				Callable<Void> task = () -> {
					start.await();
					write("t", 31, second);
					return null;
				};
				futures.add(threads.submit(task));
			}
			for (Future<Void> future : futures) {
				future.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(delivered(trigger)).containsExactly("fired 31");
	}

	@Test
	void editsInTheMiddleOfWritesAreOrderly() throws Exception {
		String distribution = "/distributions/" + this.api.createDistribution().get("id").asString();
		String trigger = triggerOf(distribution, Json.of("{'t':{'gt':30}}"));
		ExecutorService threads = Executors.newFixedThreadPool(5);
		try {
			List<Future<List<Integer>>> futures = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				String member = this.api.memberWithStreams(distribution, "t");
				futures.add(threads.submit(() -> repeat(
						(value) -> this.api.put(member + "/streams/t/value", Json.of("{'value':%s}", (value % 2) * 40))
							.status())));
			}
			futures.add(threads.submit(() -> repeat(
					(value) -> this.api.put(trigger, Json.of("{'name':'n','conditions':{'t':{'gt':%s}}}", value))
						.status())));
			for (Future<List<Integer>> future : futures) {
				assertThat(future.get()).containsAnyOf(202, 204).isSubsetOf(202, 204);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static List<Integer> repeat(IntUnaryOperator call) {
		return IntStream.range(0, 25).map(call).boxed().toList();
	}

	@Test
	void triggersOfADistributionWatchEachOfItsDevices() {
		String distribution = "/distributions/" + this.api.createDistribution().get("id").asString();
		String trigger = triggerOf(distribution, Json.of("{'t':{'gt':30}}"));
		assertThat(this.api.get(trigger).at("/url").asString()).isEqualTo(this.api.url() + trigger);
		String first = this.api.memberWithStreams(distribution, "t");
		String second = this.api.memberWithStreams(distribution, "t");
		String outsider = this.api.deviceWithStreams("t");
		for (String each : List.of(first, second, outsider)) {
			this.device = each;
			write("t", 31, 1);
		}
		this.device = second;
		write("t", 20, 2);
		assertThat(isActivated(trigger)).isTrue();
		this.device = first;
		write("t", 20, 2);
		assertThat(isActivated(trigger)).isFalse();
		write("t", 32, 3);
		this.callback.awaitAccepted(3);
		assertThat(this.callback.accepted())
			.extracting((call) -> call.at("/device/id").asString() + call.at("/values/t/value").asString())
			.containsExactlyInAnyOrder(first.substring("/devices/".length()) + "31",
					second.substring("/devices/".length()) + "31", first.substring("/devices/".length()) + "32");
		assertThat(this.api.get(first).at("/triggers/count").asInt()).isZero();
	}

	@Test
	void deviceThatLeavesItsDistributionInTheMiddleOfAWriteDoesNotFire() throws Exception {
		String distribution = "/distributions/" + this.api.createDistribution().get("id").asString();
		String trigger = triggerOf(distribution, Json.of("{'t':{'gt':30}}"));
		this.device = this.api.memberWithStreams(distribution, "t");
		String id = this.device.substring("/devices/".length());
		CompletableFuture<Void> write;
		try (HeldLock lock = HeldLock.of(server.server(), this.device)) {
			write = CompletableFuture.runAsync(() -> write("t", 31, 1));
			Awaitility.await().until(lock::isAwaited);
			lock.jdbc().sql("UPDATE devices SET distribution_id = NULL WHERE public_id = :id").param("id", id).update();
			lock.commit();
		}
		write.get();
		assertThat(delivered(trigger)).isEmpty();
	}

}
