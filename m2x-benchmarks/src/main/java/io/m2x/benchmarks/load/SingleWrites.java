package io.m2x.benchmarks.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.m2x.client.devices.Device;

/**
 * Single values, each in a request of its own, over 8 and 64 connections: one device for
 * each connection, with its own key. Then what each value took of the disk.
 */
final class SingleWrites implements Program {

	private static final int MOST = 64;

	/** The few come first, so that the servers are quite warm when the many come. */
	private static final List<Integer> CONNECTIONS = List.of(8, MOST);

	static final String STREAM = "v";

	@Override
	public String name() {
		return "single";
	}

	@Override
	public void run(Run run, Workspace workspace) {
		List<ServerProcess> files = Servers.start(run, workspace);
		List<ServerProcess> servers = new ArrayList<>(files);
		servers.addAll(Servers.onPostgres(run, 1, workspace));
		List<Writers> writers = servers.stream().map(Writers::create).toList();
		compare(run, writers, NoWorkServer.start(workspace));
		writers.stream().filter((all) -> files.contains(all.server())).forEach((all) -> reportSize(run.report(), all));
	}

	private static void compare(Run run, List<Writers> writers, NoWorkServer.Running noWork) {
		List<Target> nowhere = targets(noWork.port(), writers.get(0).devices());
		for (int connections : CONNECTIONS) {
			List<Contender> contenders = new ArrayList<>();
			writers.forEach((all) -> contenders
				.add(HttpContender.of(all.server(), run.generator(), all.targets().subList(0, connections), 1)));
			contenders.add(new HttpContender("no work", run.generator(), nowhere.subList(0, connections), 1,
					List.of(noWork.process()), List.of()));
			run.report()
				.addRates("Single values, %d connections".formatted(connections), "values",
						Rounds.compare(run.options(), contenders));
		}
	}

	static List<Target> targets(int port, List<Device> devices) {
		return devices.stream().map((device) -> new Target(port, write(device))).toList();
	}

	private static Request write(Device device) {
		Instant first = Fleet.now();
		String body = "{\"value\": 21.53, \"timestamp\": \"" + Fleet.seconds(first) + "Z\"}";
		String text = Request.text("PUT /v2/devices/" + device.id() + "/streams/" + STREAM + "/value",
				String.valueOf(device.key()), body);
		return new TimedRequest(text, first, Duration.ofSeconds(1), Fleet::seconds);
	}

	private static void reportSize(Report report, Writers writers) {
		ServerProcess server = writers.server();
		double values = Fleet.count(server.client(), writers.devices(), STREAM);
		double running = Workspace.size(server.directory()) / values;
		server.close();
		report.add("Data directory, for each of %,.0f values".formatted(values), server.name(),
				"%,.0f bytes".formatted(running),
				"%,.0f bytes after the server was stopped".formatted(Workspace.size(server.directory()) / values));
	}

	/**
	 * The devices on a server.
	 *
	 * @param server the server
	 * @param devices the devices
	 * @param targets the writes of each device
	 */
	private record Writers(ServerProcess server, List<Device> devices, List<Target> targets) {

		static Writers create(ServerProcess server) {
			List<Device> devices = Fleet.create(server.client(), MOST, List.of(STREAM));
			return new Writers(server, devices, SingleWrites.targets(server.port(), devices));
		}

	}

}
