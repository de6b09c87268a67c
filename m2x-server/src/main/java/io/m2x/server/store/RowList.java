package io.m2x.server.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Writes lists of rows and of parameters in SQL, in few different lengths, so that
 * databases meet the same statements again and again.
 *
 * @since 0.1.0
 */
public final class RowList {

	/** How many parameters a statement may have on every database. */
	private static final int MAX_PARAMETERS = 30_000;

	/**
	 * Up to here each length has a statement of its own, beyond it powers of two and what
	 * lies in the middle between them.
	 */
	private static final int SMALL = 64;

	private static final int MAX_ROWS = 1024;

	private static final Map<Shape, String> TEXTS = new ConcurrentHashMap<>();

	private RowList() {
	}

	/**
	 * Split rows into the parts that one statement each can take.
	 * @param <T> the type of a row
	 * @param rows the rows
	 * @param columns the number of parameters of a row
	 * @param work runs a statement with some of the rows
	 */
	public static <T> void split(Collection<T> rows, int columns, Consumer<List<T>> work) {
		List<T> list = (rows instanceof List<T> known) ? known : List.copyOf(rows);
		for (int from = 0; from < list.size();) {
			int end = from + next(list.size() - from, columns);
			work.accept(list.subList(from, end));
			from = end;
		}
	}

	/**
	 * Return how many of some rows the next statement should take.
	 * @param left the number of rows that are left, at least one
	 * @param columns the number of parameters of a row
	 * @return the number of rows
	 */
	public static int next(int left, int columns) {
		int most = Math.min(MAX_ROWS, MAX_PARAMETERS / columns);
		if (left <= SMALL) {
			return left;
		}
		int whole = Integer.highestOneBit(Math.min(left, most));
		return (Math.min(left, most) >= whole + whole / 2) ? whole + whole / 2 : whole;
	}

	/**
	 * Return a list of parameters.
	 * @param count the number of parameters
	 * @return the list in SQL, as it stands behind {@code IN}
	 */
	public static String of(int count) {
		return of(1, count);
	}

	/**
	 * Return rows of parameters.
	 * @param rows the number of rows, from {@link #next}
	 * @param columns the number of parameters of a row
	 * @return the rows in SQL, as they stand behind {@code VALUES}
	 */
	public static String of(int rows, int columns) {
		return TEXTS.computeIfAbsent(new Shape(rows, columns), RowList::text);
	}

	/**
	 * Return rows of parameters whose types the statement itself does not tell.
	 * @param rows the number of rows, from {@link #next}
	 * @param types the types of the columns in SQL
	 * @return the rows in SQL, as they stand behind {@code VALUES}
	 */
	public static String of(int rows, List<String> types) {
		String first = "(CAST(? AS " + String.join("), CAST(? AS ", types) + "))";
		return (rows == 1) ? first : first + ", " + of(rows - 1, types.size());
	}

	private static String text(Shape shape) {
		String row = "(" + "?, ".repeat(shape.columns() - 1) + "?)";
		return (row + ", ").repeat(shape.rows() - 1) + row;
	}

	/**
	 * The numbers of rows and columns.
	 *
	 * @param rows the number of rows
	 * @param columns the number of columns
	 */
	private record Shape(int rows, int columns) {

	}

}
