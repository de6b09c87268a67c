package io.m2x.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * InfluxDB 1.x in a directory of its own, with its defaults but for what it reports about
 * itself and its log of requests.
 *
 * @param process the process
 * @param port the port it listens on
 */
record Influx(ChildProcess process, int port) {

	static final String WRITE = "/write?db=m2x&precision=ms";

	static Influx start(Path program, Workspace workspace) {
		Path directory = workspace.directory();
		int port = ChildProcess.freePort();
		Path settings = directory.resolve("influxdb.conf");
		try {
			Files.writeString(settings, """
					reporting-disabled = true
					bind-address = "127.0.0.1:%d"
					[meta]
					dir = "%s/meta"
					[data]
					dir = "%s/data"
					wal-dir = "%s/wal"
					[monitor]
					store-enabled = false
					[http]
					bind-address = "127.0.0.1:%d"
					log-enabled = false
					""".formatted(ChildProcess.freePort(), directory, directory, directory, port));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		ChildProcess process = workspace.closeLater(ChildProcess
			.start(List.of(program.toString(), "-config", settings.toString()), Map.of(), directory.resolve("log")));
		process.await(() -> Http.post(port, "/query", "q=CREATE DATABASE m2x") == 200);
		return new Influx(process, port);
	}

}
