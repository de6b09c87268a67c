package io.m2x.client.values;

import java.time.Instant;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PointTextTests {

	private static final Instant TIME = Instant.parse("2026-03-05T08:15:30.250Z");

	@ParameterizedTest
	@ValueSource(strings = { "21.5", " 21.5\r\n", "+21.5", "2.15e1", "0021.50" })
	void lineWithoutATimeIsForTheTimeOfItsWriting(String line) {
		assertThat(DataPoint.parse(line)).isEqualTo(DataPoint.of(21.5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-03-05T08:15:30.250Z,21.5", "2026-03-05T08:15:30.250Z , 21.5\n",
			"2026-03-05T08:15:30.25Z 21.5", "2026-03-05T09:15:30.250000+01:00\t21.5",
			"2026-03-05t08:15:30.250z,  21.5" })
	void lineMayBeginWithATime(String line) {
		assertThat(DataPoint.parse(line)).isEqualTo(DataPoint.of(TIME, 21.5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "open", "open, wide", "12 monkeys", "NaN", "Infinity", "0x10", "1e999", "1d", "-", "1,5",
			"2026-03-05", "Fenster öffnen", "\"", "2026-03-05T08:15:30.250Z" })
	void everythingElseIsAText(String line) {
		assertThat(DataPoint.parse(line)).isEqualTo(DataPoint.of(line));
	}

	@Test
	void whatStandsInQuotesIsAText() {
		assertThat(DataPoint.parse("\"21.5\"")).isEqualTo(DataPoint.of("21.5"));
		assertThat(DataPoint.parse("\"\"")).isEqualTo(DataPoint.of(""));
		assertThat(DataPoint.parse("2026-03-05T08:15:30.250Z,\"say \"\"hi\"\", \nBob\""))
			.isEqualTo(DataPoint.of(TIME, "say \"hi\", \nBob"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  \n" })
	void lineWithoutAValueIsRefused(String line) {
		assertThatIllegalArgumentException().isThrownBy(() -> DataPoint.parse(line));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-13-05T08:15:30Z,21.5", "2026-03-05T08:15:30,21.5", "2026-03-05T8h 21.5",
			"2026-03-05T08:15:30Z,", "2026-03-05T08:15:30Z , \n", "2026-03-05T08:15:30Z;21.5",
			"2026-03-05T08:15:30Z; 21.5", "2026-03-05 08:15:30,21.5", "2026-03-05 08:15:30", "2026-03-05T08:15:30",
			"2026-03-05t0815", "2026-13-05T08:15:30Z", "2026-03-05 21.5" })
	void timeThatCanNotBeReadIsNotTakenForAText(String line) {
		assertThatIllegalArgumentException().isThrownBy(() -> DataPoint.parse(line))
			.withMessageContaining("must be a time in ISO 8601");
	}

	@Property
	void everyNumberComesBackToTheLastBit(@ForAll double number,
			@ForAll @LongRange(min = -62135596800000L, max = 253402300799999L) long millis) {
		if (Double.isFinite(number)) {
			Instant time = Instant.ofEpochMilli(millis);
			assertThat(DataPoint.parse(time + "," + number)).isEqualTo(DataPoint.of(time, number));
			assertThat(DataPoint.parse(Double.toString(number))).isEqualTo(DataPoint.of(number));
		}
	}

	@Property
	void everyTextComesBackFromQuotes(@ForAll @StringLength(max = 40) String text) {
		String quoted = "\"" + text.replace("\"", "\"\"") + "\"";
		assertThat(DataPoint.parse(quoted)).isEqualTo(DataPoint.of(text));
		assertThat(DataPoint.parse(TIME + "," + quoted)).isEqualTo(DataPoint.of(TIME, text));
	}

}
