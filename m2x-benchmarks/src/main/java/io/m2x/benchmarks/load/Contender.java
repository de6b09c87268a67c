package io.m2x.benchmarks.load;

import java.time.Duration;

/**
 * Does the work that is measured, in its own way.
 */
interface Contender {

	/**
	 * Return what the table calls it.
	 * @return the name
	 */
	String name();

	/**
	 * Work for a while.
	 * @param duration how long
	 * @return what came of it
	 */
	Figures round(Duration duration);

}
