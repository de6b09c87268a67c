package io.m2x.server.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What parsers do with any text at all.
 */
class ParserTests {

	private static final String SEED = "20170305";

	@Property(seed = SEED)
	void formsAreReadOrRefused(@ForAll("forms") String text) {
		Throwable failure = catchThrowable(() -> FormBody.read(text));
		assertThat(failure).satisfiesAnyOf((ex) -> assertThat(ex).isNull(),
				(ex) -> assertThat(ex).isInstanceOf(IllegalArgumentException.class));
	}

	@Property(seed = SEED)
	void fieldsOfFormsComeAsTheyWereSent(@ForAll String value) {
		String sent = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
		assertThat(FormBody.read("a=" + URLEncoder.encode(sent, StandardCharsets.UTF_8)))
			.isEqualTo(Map.of("a", JsonNodeFactory.instance.stringNode(sent)));
	}

	@Property(seed = SEED)
	void timesAreReadOrRefused(@ForAll("times") String text) {
		Long time = TimeForms.parse(text);
		assertThat(time).satisfiesAnyOf((read) -> assertThat(read).isNull(),
				(read) -> assertThat(read).isBetween(Timestamps.MIN, Timestamps.MAX));
	}

	@Property(seed = SEED)
	void timesAreReadAsTheyAreWritten(
			@ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long millis) {
		assertThat(TimeForms.parse(Timestamps.format(Instant.ofEpochMilli(millis)))).isEqualTo(millis);
	}

	@Property(seed = SEED)
	void numbersAreReadOrRefused(@ForAll("numbers") String text) {
		Double number = Numbers.parse(JsonNodeFactory.instance.stringNode(text));
		assertThat(number).satisfiesAnyOf((read) -> assertThat(read).isNull(), (read) -> assertThat(read).isFinite());
	}

	@Property(seed = SEED)
	void numbersAreReadAsTheyAreWritten(@ForAll double number) {
		assertThat(Numbers.parse(JsonNodeFactory.instance.stringNode(Double.toString(number)))).isEqualTo(number);
	}

	@Provide
	Arbitrary<String> forms() {
		return Arbitraries.oneOf(
				pieces("a", "b", "[", "]", "[]", "=", "&", "%", "%5B", "%zz", "%ff", "+", "\u00e4", "\u0000"),
				Arbitraries.strings());
	}

	@Provide
	Arbitrary<String> times() {
		return Arbitraries.oneOf(pieces("2017", "-", "03", "05", "T", " ", "08:00", ":00", ".123", "Z", "+01:00",
				"-0100", "99", "+999999999", "GMT", "Mar", ","), Arbitraries.strings());
	}

	@Provide
	Arbitrary<String> numbers() {
		return Arbitraries.oneOf(
				pieces("0", "1", "9", ".", "-", "+", "e", "E", "400", "NaN", "Infinity", "0x", " ", "\u0665"),
				Arbitraries.strings());
	}

	private static Arbitrary<String> pieces(String... pieces) {
		return Arbitraries.of(pieces).list().ofMaxSize(12).map((list) -> String.join("", list));
	}

}
