package io.m2x.server.store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CaseFoldingTests {

	@ParameterizedTest
	@CsvSource({ "abc,ABC", "\u00e4\u00f6\u00fc,\u00c4\u00d6\u00dc", "stra\u00dfe,STRASSE",
			"\u03c3\u03b1\u03c2,\u03a3\u0391\u03a3", "\u0131,I", "\ufb01,FI", "\ud801\udc28,\ud801\udc00" })
	void caseMakesNoDifference(String lower, String upper) {
		assertThat(CaseFolding.fold(lower)).isEqualTo(CaseFolding.fold(upper));
	}

	@Test
	void textsOfAsciiAreFoldedByTheDatabase() {
		assertThat(CaseFolding.stored(null)).isNull();
		assertThat(CaseFolding.stored("Kitchen 2")).isNull();
		assertThat(CaseFolding.stored("K\u00fcche 2")).isEqualTo("K\u00dcCHE 2");
	}

}
