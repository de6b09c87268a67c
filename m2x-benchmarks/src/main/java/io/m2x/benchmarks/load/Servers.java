package io.m2x.benchmarks.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the servers that are compared.
 */
final class Servers {

	static final String BASELINE = "baseline";

	private Servers() {
	}

	/**
	 * Start this build and the older one.
	 * @param run the options
	 * @param workspace stops them at the end
	 * @return the servers, this build first
	 */
	static List<ServerProcess> start(Run run, Workspace workspace) {
		Options options = run.options();
		List<ServerProcess> servers = new ArrayList<>();
		servers.add(ServerProcess.start(Report.THIS, options.server(), options.jvm(), workspace));
		Path baseline = options.baseline();
		if (baseline != null) {
			servers.add(ServerProcess.start(BASELINE, baseline, options.jvm(), workspace));
		}
		else {
			run.report().skip(BASELINE, "no older build was given by --baseline");
		}
		return servers;
	}

	/**
	 * Start this build on PostgreSQL.
	 * @param run the options
	 * @param count how many servers on one database
	 * @param workspace stops them at the end
	 * @return the servers, none without PostgreSQL
	 */
	static List<ServerProcess> onPostgres(Run run, int count, Workspace workspace) {
		Options options = run.options();
		Path programs = options.postgres();
		List<ServerProcess> servers = new ArrayList<>();
		if (programs == null) {
			run.report().skip("PostgreSQL", "it is not installed, or left out");
			return servers;
		}
		Postgres postgres = Postgres.start(programs, workspace);
		String key = ServerProcess.newKey();
		for (int i = 0; i < count; i++) {
			servers.add(ServerProcess.start(Report.THIS + ", PostgreSQL", options.server(), options.jvm(), key,
					postgres, workspace));
		}
		return servers;
	}

}
