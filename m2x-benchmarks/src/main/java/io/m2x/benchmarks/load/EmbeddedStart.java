package io.m2x.benchmarks.load;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;

import io.m2x.server.M2xServer;

/**
 * Starts an embedded server whose data are temporary, and prints the milliseconds until
 * it has responded, and those of CPU time that its process has taken until then.
 */
public final class EmbeddedStart {

	/** Begins the line with the result. */
	static final String STARTED = "started: ";

	private EmbeddedStart() {
	}

	/**
	 * Run the program.
	 * @param args none
	 * @throws Exception if the server does not respond
	 */
	public static void main(String[] args) throws Exception {
		long begin = System.nanoTime();
		try (M2xServer server = M2xServer.builder().start()) {
			int status = Http.status(server.port(), "/v2/status");
			double millis = (System.nanoTime() - begin) / 1e6;
			if (status != 200) {
				throw new IllegalStateException("The server responded with " + status);
			}
			System.out.println(STARTED + millis + " "
					+ ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis());
		}
	}

	/**
	 * Return the class path with which a server starts this program.
	 * @param server the jar of the server, which names its libraries
	 * @return the class path
	 */
	static String classPath(Path server) {
		try {
			Path own = Path.of(EmbeddedStart.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			return server + File.pathSeparator + own;
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
