package io.m2x.spring.boot.autoconfigure.http;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClosedLastTests {

	@Test
	void whatCanNotBeClosedLeavesNothingElseOpen() {
		List<String> closed = new ArrayList<>();
		ClosedLast closedLast = new ClosedLast();
		closedLast.add(() -> closed.add("first"));
		closedLast.add(() -> {
			throw new IllegalStateException("disk is full");
		});
		closedLast.add(() -> closed.add("last"));
		closedLast.destroy();
		assertThat(closed).containsExactly("last", "first");
	}

}
