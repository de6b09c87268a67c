package io.m2x.server.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RowListTests {

	@Test
	void allRowsAreTakenInFewStatementsOfFewLengths() {
		Set<Integer> lengths = new HashSet<>();
		for (int count = 1; count <= 5000; count++) {
			int left = count;
			int statements = 0;
			while (left > 0) {
				int rows = RowList.next(left, 3);
				assertThat(rows).isBetween(1, left);
				lengths.add(rows);
				left -= rows;
				statements++;
			}
			assertThat(statements).isLessThanOrEqualTo(count / 1024 + 5);
		}
		assertThat(lengths).hasSizeLessThan(75);
	}

	@Test
	void statementHasNoMoreParametersThanDatabasesTake() {
		assertThat(RowList.next(100_000, 100) * 100).isLessThan(32_768);
	}

	@Test
	void rowsKeepTheirOrder() {
		List<Integer> rows = IntStream.range(0, 3000).boxed().toList();
		List<Integer> taken = new ArrayList<>();
		RowList.split(rows, 3, taken::addAll);
		assertThat(taken).isEqualTo(rows);
	}

	@Test
	void textHasAParameterForEachColumnOfEachRow() {
		assertThat(RowList.of(3)).isEqualTo("(?, ?, ?)");
		assertThat(RowList.of(2, 2)).isEqualTo("(?, ?), (?, ?)");
		assertThat(RowList.of(2, List.of("BIGINT", "TEXT"))).isEqualTo("(CAST(? AS BIGINT), CAST(? AS TEXT)), (?, ?)");
	}

}
