package io.m2x.server.triggers;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.Json;

import static org.assertj.core.api.Assertions.assertThat;

class TriggerChangeTests extends AbstractFiringTests {

	@ParameterizedTest
	@ValueSource(strings = { "single", "continuous" })
	void changeFiresForEachValueThatDiffersFromTheOneBefore(String frequency) {
		String trigger = trigger(Json.of("{'t':{'changed':true}}"), "\"frequency\":\"" + frequency + "\"");
		write("t", 1, 1);
		assertThat(isActivated(trigger)).isFalse();
		write("t", 2, 2);
		assertThat(isActivated(trigger)).isTrue();
		write("t", 2, 3);
		assertThat(isActivated(trigger)).isFalse();
		series(4, 3, 4, 4, 0, -0.0, 1);
		assertThat(delivered(trigger)).containsExactly("fired 2", "fired 3", "fired 4", "fired 0", "fired 1");
		assertThat(this.callback.accepted().get(0).at("/conditions").toString())
			.isEqualTo(Json.of("{'t':{'changed':true}}"));
	}

	@Test
	void changeIsComparedWithTheValueBeforeInTime() {
		String trigger = trigger(Json.of("{'t':{'changed':true}}"));
		this.api.post(this.device + "/streams/t/values",
				"""
						{"values": [{"timestamp": "2017-03-05T08:00:05Z", "value": 5},
						{"timestamp": "2017-03-05T08:00:03Z", "value": 5}, {"timestamp": "2017-03-05T08:00:04Z", "value": 5}]}""");
		// Filled in later, sent again, corrected.
		write("t", 9, 1);
		write("t", 5, 5);
		write("t", 6, 5);
		assertThat(delivered(trigger)).containsExactly("fired 6");
	}

	@Test
	void changeOfTextFires() {
		this.api.put(this.device + "/streams/door", Json.of("{'type':'alphanumeric'}"));
		String any = trigger(Json.of("{'door':{'changed':true}}"));
		String opened = trigger(Json.of("{'door':{'changed':true,'match':'open'}}"));
		int second = 0;
		for (String text : List.of("open", "open", "closed", "ajar", "open", "open")) {
			this.api.put(this.device + "/streams/door/value",
					Json.of("{'value':'%s','timestamp':'%s'}", text, START.plusSeconds(++second)));
		}
		this.callback.awaitAccepted(4);
		assertThat(delivered(any)).hasSize(4);
		assertThat(this.callback.accepted().stream().map((call) -> call.at("/values/door/value").asString()).toList())
			.containsOnlyOnce("closed", "ajar");
		assertThat(isActivated(opened)).isFalse();
	}

	@Test
	void changeCanBeBoundedWithinItsStream() {
		String trigger = trigger(Json.of("{'t':{'changed':true,'gt':30}}"));
		series(1, 10, 31, 31, 32, 20, 33);
		assertThat(delivered(trigger)).containsExactly("fired 31", "fired 32", "fired 33");
	}

	@Test
	void changeFiresWhileTheOtherStreamsMeetTheirConditions() {
		String trigger = trigger(Json.of("{'t':{'changed':true},'h':{'gt':80}}"), "\"timeframe\":60");
		series(1, 1, 2);
		write("h", 90, 3);
		write("h", 91, 4);
		// That another stream comes to meet its condition is no change.
		assertThat(isActivated(trigger)).isFalse();
		write("t", 3, 5);
		write("h", 92, 6);
		assertThat(isActivated(trigger)).isTrue();
		write("t", 4, 100);
		write("h", 93, 101);
		this.api.post(this.device + "/update",
				Json.of("{'timestamp':'%s','values':{'t':5,'h':94}}", START.plusSeconds(102)));
		write("h", 10, 103);
		write("t", 6, 104);
		assertThat(delivered(trigger)).containsExactly("fired 3", "fired 5");
	}

	@Test
	void changeIsResetByAValueThatDoesNotDiffer() {
		String trigger = trigger(Json.of("{'t':{'changed':true}}"), "\"notify_on_reset\":true");
		series(1, 1, 2, 3, 3, 3, 4);
		assertThat(delivered(trigger)).containsExactly("fired 2", "fired 3", "reset 3", "fired 4");
	}

}
