package io.m2x.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;

/**
 * A server under the load of connections.
 *
 * @param name what the table calls it
 * @param generator makes the load
 * @param targets what each connection does
 * @param size what a request counts for, such as the values in it
 * @param servers the processes whose CPU time is measured
 * @param databases the processes of their databases
 */
record HttpContender(String name, LoadGenerator generator, List<Target> targets, int size, List<ChildProcess> servers,
		List<ChildProcess> databases) implements Contender {

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	static HttpContender of(ServerProcess server, LoadGenerator generator, List<Target> targets, int size) {
		return new HttpContender(server.name(), generator, targets, size, List.of(server.process()),
				server.databases());
	}

	@Override
	public Figures round(Duration duration) {
		double own = SYSTEM.getProcessCpuTime();
		double cpu = micros(this.servers);
		double databaseCpu = micros(this.databases);
		LoadGenerator.Result result = this.generator.run(this.targets, duration);
		int requests = result.count();
		return new Figures(result.perSecond() * this.size, result.millis(0.5), result.millis(0.99),
				(micros(this.servers) - cpu) / requests, (micros(this.databases) - databaseCpu) / requests,
				(SYSTEM.getProcessCpuTime() - own) / result.nanos() / SYSTEM.getAvailableProcessors());
	}

	private static double micros(List<ChildProcess> processes) {
		return processes.stream().mapToDouble((process) -> process.cpu().toNanos() / 1e3).sum();
	}

}
