package io.m2x.server.web;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FieldsTests {

	private final Fields fields = new Fields(Map.of(), new Validation(), null);

	@Test
	void whatIsWrongIsRefusedAfterAllWasRead() {
		assertThatThrownBy(() -> this.fields.checked((sent) -> {
			sent.require("name", "value");
			return "read";
		})).isInstanceOf(ValidationException.class)
			.satisfies((ex) -> assertThat(((ValidationException) ex).errors()).containsOnlyKeys("name", "value"));
	}

	// As in a transaction that lost against another one before the fields were checked.
	@Test
	void whatIsReadAgainBeginsWithNothingNoted() {
		assertThatThrownBy(() -> this.fields.checked((sent) -> {
			sent.reject("serial", Validation.NOT_UNIQUE);
			throw new IllegalStateException("The transaction lost");
		})).isInstanceOf(IllegalStateException.class);
		String read = this.fields.checked((sent) -> "read");
		assertThat(read).isEqualTo("read");
	}

}
