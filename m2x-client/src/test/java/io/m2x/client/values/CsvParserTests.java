package io.m2x.client.values;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CsvParserTests {

	private static List<List<CsvCell>> parse(String text, int size) {
		CsvParser parser = new CsvParser();
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		List<List<CsvCell>> rows = new ArrayList<>();
		for (int i = 0; i < bytes.length; i += size) {
			rows.addAll(parser.feed(Arrays.copyOfRange(bytes, i, Math.min(i + size, bytes.length))));
		}
		rows.addAll(parser.finish());
		return rows;
	}

	private static CsvCell plain(String text) {
		return new CsvCell(text, false);
	}

	private static CsvCell quoted(String text) {
		return new CsvCell(text, true);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 1000 })
	void piecesMayEndAnywhere(int size) {
		assertThat(parse("a,\"b \"\"1\"\",\r\n\u00fc\u20ac\",\r\n1,,\"\"\r\n", size)).containsExactly(
				List.of(plain("a"), quoted("b \"1\",\r\n\u00fc\u20ac"), plain("")),
				List.of(plain("1"), plain(""), quoted("")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a,b\r\nc,d\r\n", "a,b\nc,d\n", "a,b\rc,d\r", "a,b\r\n\r\n\nc,d", "a,b\r\nc,\"d\"" })
	void linesEndInAnyWay(String text) {
		assertThat(parse(text, 2)).extracting((row) -> row.stream().map(CsvCell::text).toList())
			.containsExactly(List.of("a", "b"), List.of("c", "d"));
	}

	@Test
	void rowsComeAsSoonAsTheyEnd() {
		CsvParser parser = new CsvParser();
		assertThat(parser.feed("a\r\nb".getBytes(StandardCharsets.UTF_8))).containsExactly(List.of(plain("a")));
		assertThat(parser.feed("\n".getBytes(StandardCharsets.UTF_8))).containsExactly(List.of(plain("b")));
		assertThat(parser.finish()).isEmpty();
	}

	@Test
	void quoteWithinPlainFieldIsJustACharacter() {
		assertThat(parse("5\" pipe,x\n", 1)).containsExactly(List.of(plain("5\" pipe"), plain("x")));
	}

	@Test
	void lastFieldMayBeEmpty() {
		assertThat(parse("a,", 1)).containsExactly(List.of(plain("a"), plain("")));
		assertThat(parse("", 1)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a,\"b", "\"a\"b,c\n" })
	void brokenQuotesAreRefused(String text) {
		assertThatIllegalStateException().isThrownBy(() -> parse(text, 1));
	}

	@Test
	void endlessRowIsRefused() {
		CsvParser parser = new CsvParser();
		byte[] piece = new byte[1024 * 1024];
		Arrays.fill(piece, (byte) 'x');
		assertThatIllegalStateException().isThrownBy(() -> {
			for (int i = 0; i < 100; i++) {
				assertThat(parser.feed(piece)).isEmpty();
			}
		}).withMessageContaining("too long");
	}

}
