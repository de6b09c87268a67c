package io.m2x.spring.boot.autoconfigure.http;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShutdownHandlersTests {

	@Test
	void failingHandlerDoesNotStopOthers() {
		List<String> closed = new ArrayList<>();
		ShutdownHandlers shutdownHandlers = new ShutdownHandlers();
		shutdownHandlers.add(() -> closed.add("first"));
		shutdownHandlers.add(() -> {
			throw new IllegalStateException("disk is full");
		});
		shutdownHandlers.add(() -> closed.add("last"));
		shutdownHandlers.destroy();
		assertThat(closed).containsExactly("last", "first");
	}

}
