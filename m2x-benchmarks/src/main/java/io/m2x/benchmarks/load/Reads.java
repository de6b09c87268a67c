package io.m2x.benchmarks.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import reactor.core.publisher.Flux;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.Device;
import io.m2x.client.values.DataPoint;

/**
 * Reads of streams by their number of values, one after the other: a value a second, as
 * many hours as that makes.
 */
final class Reads implements Program {

	private static final String STREAM = "v";

	private static final int BATCH = 10_000;

	private static final int SAMPLES = 1000;

	private static final int DAY = 86_400;

	@Override
	public String name() {
		return "reads";
	}

	@Override
	public void run(Run run, Workspace workspace) {
		List<ServerProcess> servers = new ArrayList<>(Servers.start(run, workspace));
		servers.addAll(Servers.onPostgres(run, 1, workspace));
		Map<String, List<Measured>> shortest = new LinkedHashMap<>();
		for (int values : run.options().values()) {
			List<ServerProcess> readers = servers.stream()
				.filter((server) -> !server.name().equals(Servers.BASELINE) || values <= run.options().baselineValues())
				.toList();
			Map<String, List<Contender>> contenders = new LinkedHashMap<>();
			for (ServerProcess server : readers) {
				Device device = fill(server, values);
				reads(values).forEach((read, path) -> contenders.computeIfAbsent(read, (key) -> new ArrayList<>())
					.add(contender(run, server, device, path)));
			}
			readers.forEach((server) -> server.awaitIdle(run.options().settle()));
			contenders.forEach((read, all) -> {
				String what = "%s of %,d values".formatted(read, values);
				List<Measured> medians = Rounds.compare(run.options().brief(), all);
				run.report().addTimes(what, medians);
				compareSizes(run.report(), what, medians, shortest.computeIfAbsent(read, (key) -> medians));
			});
		}
	}

	private static void compareSizes(Report report, String what, List<Measured> medians, List<Measured> shortest) {
		for (Measured one : medians) {
			shortest.stream()
				.filter((other) -> other.name().equals(one.name()) && !other.equals(one))
				.forEach((other) -> report.add(what, one.name(), "", "%s × its time over the shortest stream"
					.formatted(Report.ratio(one.figures(), other.figures(), Figures::median))));
		}
	}

	private static Device fill(ServerProcess server, int values) {
		Device device = Fleet.create(server.client(), 1, List.of(STREAM)).get(0);
		M2xClient client = server.client();
		long begin = System.nanoTime();
		Flux.range(0, values / BATCH)
			.flatMap((batch) -> client.values()
				.writeAll(device.ref(), STREAM,
						IntStream.range(batch * BATCH, (batch + 1) * BATCH).mapToObj(Reads::point).toList()),
					2)
			.blockLast();
		System.out.printf("%s: %,d values written in %.1f s%n", server.name(), values,
				(System.nanoTime() - begin) / 1e9);
		return device;
	}

	// Scattered over a range, so that the greatest are not the newest.
	private static DataPoint point(int index) {
		return DataPoint.of(time(index), (index * 7919L % 1_000_003) / 1000.0);
	}

	private static Instant time(int index) {
		return Fleet.FIRST.plusSeconds(index);
	}

	private static Map<String, String> reads(int values) {
		String whole = "start=" + Fleet.FIRST + "&end=" + time(values - 1);
		String day = "start=" + time(values / 2) + "&end=" + time(Math.min(values / 2 + DAY, values) - 1);
		Map<String, String> paths = new LinkedHashMap<>();
		paths.put("Statistics", "stats?" + whole);
		paths.put("Statistics of a day", "stats?" + day);
		paths.put("1,000 samples",
				"sampling?type=avg&interval=" + values / SAMPLES + "&limit=" + SAMPLES + "&" + whole);
		paths.put("100 greatest", "values?sort=value&dir=desc&limit=100");
		paths.put("Last 1,000", "values?limit=1000");
		return paths;
	}

	private static Contender contender(Run run, ServerProcess server, Device device, String path) {
		String start = "GET /v2/devices/" + device.id() + "/streams/" + STREAM + "/" + path;
		return HttpContender.of(server, run.generator(),
				List.of(new Target(server.port(), Request.fixed(Request.text(start, server.key(), "")))), 1);
	}

}
