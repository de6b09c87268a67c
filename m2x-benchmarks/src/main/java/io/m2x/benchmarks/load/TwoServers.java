package io.m2x.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.m2x.client.devices.Device;

/**
 * Single values over 64 connections: to one server, and in turns to two servers on the
 * same PostgreSQL.
 */
final class TwoServers implements Program {

	private static final int CONNECTIONS = 64;

	@Override
	public String name() {
		return "two";
	}

	@Override
	public void run(Run run, Workspace workspace) {
		List<ServerProcess> servers = Servers.onPostgres(run, 2, workspace);
		if (servers.isEmpty()) {
			return;
		}
		ServerProcess first = servers.get(0);
		ServerProcess second = servers.get(1);
		List<Device> devices = Fleet.create(first.client(), CONNECTIONS, List.of(SingleWrites.STREAM));
		List<Target> toFirst = SingleWrites.targets(first.port(), devices);
		// The same requests go on, so that neither way overwrites values of the other.
		List<Target> toBoth = IntStream.range(0, CONNECTIONS)
			.mapToObj((index) -> new Target(servers.get(index % 2).port(), toFirst.get(index).request()))
			.toList();
		List<Contender> contenders = new ArrayList<>();
		contenders.add(new HttpContender(Report.THIS + ", two servers", run.generator(), toBoth, 1,
				List.of(first.process(), second.process()), first.databases()));
		contenders.add(new HttpContender("one server", run.generator(), toFirst, 1, List.of(first.process()),
				first.databases()));
		run.report()
			.addRates("Single values, 64 connections, one PostgreSQL", "values",
					Rounds.compare(run.options(), contenders));
	}

}
