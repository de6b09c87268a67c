package io.m2x.benchmarks.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.m2x.client.devices.Device;

/**
 * Posts of 1,000 values over 8 connections: 100 readings of the 10 streams of a device
 * each. Bare databases get rows of the same times and values.
 */
final class BulkWrites implements Program {

	static final int STREAMS = 10;

	static final int READINGS = 100;

	static final int VALUES = STREAMS * READINGS;

	private static final int CONNECTIONS = 8;

	private static final int MILLIS = 1000 / READINGS;

	@Override
	public String name() {
		return "bulk";
	}

	@Override
	public void run(Run run, Workspace workspace) {
		List<ServerProcess> files = Servers.start(run, workspace);
		List<Contender> contenders = new ArrayList<>(contenders(run, files));
		contenders.add(new BareSqlite(workspace));
		addInflux(run, contenders, workspace);
		compare(run, "Posts of 1,000 values", contenders);
		files.forEach(ServerProcess::close);
		List<ServerProcess> servers = Servers.onPostgres(run, 1, workspace);
		if (!servers.isEmpty()) {
			List<Contender> onPostgres = new ArrayList<>(contenders(run, servers));
			onPostgres.add(new BarePostgres(Postgres.start(run.options().requiredPostgres(), workspace), workspace));
			compare(run, "Posts of 1,000 values, PostgreSQL", onPostgres);
		}
	}

	private static void compare(Run run, String what, List<Contender> contenders) {
		run.report().addRates(what, "values", Rounds.compare(run.options(), contenders));
	}

	private static List<Contender> contenders(Run run, List<ServerProcess> servers) {
		return servers.stream().map((server) -> {
			List<Device> devices = Fleet.create(server.client(), CONNECTIONS, Fleet.streams(STREAMS));
			return (Contender) HttpContender.of(server, run.generator(), targets(server.port(), devices), VALUES);
		}).toList();
	}

	static List<Target> targets(int port, List<Device> devices) {
		return devices.stream().map((device) -> new Target(port, post(device))).toList();
	}

	private static Request post(Device device) {
		Instant first = Fleet.now();
		String second = Fleet.seconds(first);
		String body = Fleet.streams(STREAMS)
			.stream()
			.map((stream) -> "\"" + stream + "\": ["
					+ readings((reading) -> "{\"timestamp\": \"%s.%03dZ\", \"value\": %s}".formatted(second,
							reading * MILLIS, value(reading)), ", ")
					+ "]")
			.collect(Collectors.joining(", ", "{\"values\": {", "}}"));
		String text = Request.text("POST /v2/devices/" + device.id() + "/updates", String.valueOf(device.key()), body);
		return new TimedRequest(text, first, Duration.ofSeconds(1), Fleet::seconds);
	}

	private static void addInflux(Run run, List<Contender> contenders, Workspace workspace) {
		if (run.options().influx() == null) {
			run.report().skip("InfluxDB", "it is not installed, or left out");
			return;
		}
		Influx influx = Influx.start(run.options().influx(), workspace);
		List<Target> targets = IntStream.range(0, CONNECTIONS)
			.mapToObj((device) -> new Target(influx.port(), lines(device)))
			.toList();
		contenders
			.add(new HttpContender("InfluxDB", run.generator(), targets, VALUES, List.of(influx.process()), List.of()));
	}

	private static Request lines(int device) {
		Instant first = Fleet.now();
		long second = first.getEpochSecond();
		String body = Fleet.streams(STREAMS)
			.stream()
			.map((stream) -> readings((reading) -> "v,device=d%d,stream=%s value=%s %d%03d".formatted(device, stream,
					value(reading), second, reading * MILLIS), "\n"))
			.collect(Collectors.joining("\n"));
		return new TimedRequest(Request.text("POST " + Influx.WRITE, "", body), first, Duration.ofSeconds(1),
				(time) -> Long.toString(time.getEpochSecond()));
	}

	private static String readings(IntFunction<String> reading, String separator) {
		return IntStream.range(0, READINGS).mapToObj(reading).collect(Collectors.joining(separator));
	}

	static double value(int reading) {
		return 20 + reading * 37 % 100 / 100.0;
	}

	static long millis(Instant second, int reading) {
		return second.toEpochMilli() + (long) reading * MILLIS;
	}

}
