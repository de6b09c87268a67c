package io.m2x.server.summaries;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps summaries equal to the values: takes note of every change of values of a numeric
 * stream, in the transaction of the change.
 *
 * @since 0.1.0
 */
@Component
public final class Summaries {

	/** How long late values are awaited to be followed by others. */
	private static final long QUIET = Duration.ofSeconds(20).toMillis();

	/** A longer span is looked through in the background. */
	private static final long NARROW = 2 * Block.DAY;

	private final SummaryStore store;

	Summaries(SummaryStore store) {
		this.store = store;
	}

	/**
	 * Take note of changed values. This costs one small read, unless some of them are in
	 * an hour that is over for a while.
	 * @param spans where values of numeric streams were written or deleted; the devices
	 * must be locked since before the first of these changes
	 */
	public void touched(Collection<Span> spans) {
		if (spans.isEmpty()) {
			return;
		}
		long now = System.currentTimeMillis();
		Map<Long, SummaryState> states = this.store.states(spans.stream().map(Span::stream).distinct().toList());
		Map<Long, SummaryState> changed = new TreeMap<>();
		List<Span> late = new ArrayList<>();
		for (Span span : spans) {
			@Nullable SummaryState state = states.get(span.stream());
			SummaryState next = touch(state, span, now);
			if (!next.equals(state)) {
				states.put(span.stream(), next);
				changed.put(span.stream(), next);
			}
			if (span.from() < next.until()) {
				late.add(new Span(span.stream(), span.from(), Math.min(span.to(), next.until() - 1)));
			}
		}
		if (!changed.isEmpty()) {
			this.store.save(changed.values());
		}
		if (!late.isEmpty()) {
			drop(late, states, now);
		}
	}

	private static SummaryState touch(@Nullable SummaryState known, Span span, long now) {
		long due = Math.max(now, SummaryState.closing(span.stream(), span.from()));
		SummaryState state = (known != null) ? known : SummaryState.ofNew(span.stream(), due);
		if (span.from() >= state.until()) {
			return (due < state.due()) ? state.dueAt(due) : state;
		}
		SummaryState next = state;
		if (span.to() >= state.until()) {
			long open = Math.max(now, SummaryState.closing(span.stream(), state.until()));
			next = next.dueAt(Math.min(next.due(), open));
		}
		return isNarrow(span) ? next
				: next
					.scanning(Block.startOf(Block.DAY, span.from()),
							Math.min(Block.startOf(Block.DAY, span.to()) + Block.DAY, state.until()))
					.dueAt(Math.min(next.due(), now + QUIET));
	}

	private static boolean isNarrow(Span span) {
		return span.to() - span.from() <= NARROW;
	}

	private void drop(List<Span> late, Map<Long, SummaryState> states, long now) {
		this.store.drop(late);
		List<Mark> marks = new ArrayList<>();
		for (Span span : late) {
			if (isNarrow(span)) {
				marks.addAll(marks(span, until(states, span), now));
			}
			else {
				this.store.invalidate(span);
			}
		}
		this.store.mark(marks);
	}

	private static long until(Map<Long, SummaryState> states, Span span) {
		return Objects.requireNonNull(states.get(span.stream())).until();
	}

	// A day that is not over yet is marked when it is.
	private static List<Mark> marks(Span span, long until, long now) {
		List<Mark> marks = new ArrayList<>();
		for (long width : Block.WIDTHS) {
			for (long start = Block.startOf(width, span.from()); start <= span.to(); start += width) {
				if (start + width <= until) {
					marks.add(new Mark(span.stream(), width, start, SummaryStore.stamp(), now + QUIET));
				}
			}
		}
		return marks;
	}

	/**
	 * Forget a stream that is deleted.
	 * @param stream the row of the stream, its device locked
	 */
	public void forget(long stream) {
		this.store.delete(stream);
	}

}
