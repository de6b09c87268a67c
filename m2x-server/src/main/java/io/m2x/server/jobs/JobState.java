package io.m2x.server.jobs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a job has come.
 */
enum JobState {

	QUEUED, WORKING, COMPLETE, FAILED;

	// Return the form on the wire and in the database.
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Set<String> words() {
		return Arrays.stream(values()).map(JobState::word).collect(Collectors.toSet());
	}

}
