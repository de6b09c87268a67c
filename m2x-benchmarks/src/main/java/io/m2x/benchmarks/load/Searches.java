package io.m2x.benchmarks.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists and searches of many devices, one after the other, with each filter by itself.
 */
final class Searches implements Program {

	@Override
	public String name() {
		return "searches";
	}

	@Override
	public void run(Run run, Workspace workspace) {
		List<ServerProcess> servers = new ArrayList<>(Servers.start(run, workspace));
		servers.addAll(Servers.onPostgres(run, 1, workspace));
		Map<String, List<Contender>> contenders = new LinkedHashMap<>();
		for (ServerProcess server : servers) {
			SearchedDevices.create(server.client(), run.options().devices())
				.requests(server.key())
				.forEach((what, request) -> contenders.computeIfAbsent(what, (key) -> new ArrayList<>())
					.add(HttpContender.of(server, run.generator(),
							List.of(new Target(server.port(), Request.fixed(request))), 1)));
		}
		contenders.forEach((what, all) -> run.report()
			.addTimes("%s, of %,d devices".formatted(what, run.options().devices()),
					Rounds.compare(run.options().brief(), all)));
	}

}
