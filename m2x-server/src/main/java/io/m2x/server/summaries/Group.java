package io.m2x.server.summaries;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some consecutive parts of an hour.
 *
 * @param summary the summary of all of them
 * @param parts the summaries of a few consecutive values each
 */
record Group(Summary summary, List<Summary> parts) {

	/** How many parts a group has; so they take a quarter of a page in SQLite. */
	static final int PARTS = 16;

	// Divide parts into groups. Return nothing if one of them can't be kept.
	static @Nullable List<Group> divide(List<Summary> parts) {
		List<Group> groups = new ArrayList<>();
		for (int i = 0; i < parts.size(); i += PARTS) {
			List<Summary> ofGroup = parts.subList(i, Math.min(i + PARTS, parts.size()));
			Moments moments = new Moments();
			ofGroup.forEach(moments::add);
			@Nullable Summary summary = moments.summary();
			if (summary == null) {
				return null;
			}
			groups.add(new Group(summary, ofGroup));
		}
		return groups;
	}

}
