package io.m2x.benchmarks.load;

/**
 * Measures one thing.
 */
interface Program {

	/**
	 * Return what {@code --only} calls it.
	 * @return the name
	 */
	String name();

	/**
	 * Measure, and report.
	 * @param run the options, the generator and the report
	 * @param workspace stops at the end what the program starts
	 * @throws Exception if anything fails
	 */
	void run(Run run, Workspace workspace) throws Exception;

}
