import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Shows in whole processes that the server survives what happens to its database. Usage: Proof JAR DIRECTORY
 * SMALL-DIRECTORY POSTGRES-PROGRAMS ROUNDS OUTAGE-SECONDS SCENARIO...
 */
final class Proof {

	static final String KEY = UUID.randomUUID().toString().replace("-", "");

	private static final int WRITERS = 64;

	private static final Random RANDOM = new Random();

	private final String jar;

	private final Path directory;

	private final Path small;

	private final Path postgresPrograms;

	private final int rounds;

	private final int outage;

	private Proof(String[] arguments) {
		this.jar = arguments[0];
		this.directory = Path.of(arguments[1]);
		this.small = Path.of(arguments[2]);
		this.postgresPrograms = Path.of(arguments[3]);
		this.rounds = Integer.parseInt(arguments[4]);
		this.outage = Integer.parseInt(arguments[5]);
	}

	public static void main(String[] arguments) throws Exception {
		Proof proof = new Proof(arguments);
		long begin = System.nanoTime();
		for (String scenario : List.of(arguments).subList(6, arguments.length)) {
			System.out.println(scenario + " (" + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + " s)");
			try {
				proof.run(scenario);
			}
			catch (Failure ex) {
				System.err.println("FAILED: " + ex.getMessage());
				System.exit(1);
			}
		}
		System.exit(0);
	}

	private void run(String scenario) throws IOException {
		switch (scenario) {
			case "killed-on-sqlite" -> killed(onFiles(this.directory.resolve("killed")));
			case "full-disk" -> fullDisk();
			case "overwritten" -> overwritten();
			case "killed-on-postgres" -> onPostgres(this::killed);
			case "postgres-stopped" -> onPostgres((postgres, settings) -> stopped(postgres, settings, "fast"));
			case "postgres-crashed" -> onPostgres((postgres, settings) -> stopped(postgres, settings, "immediate"));
			case "connections-killed" -> onPostgres(this::connectionsKilled);
			case "two-servers" -> onPostgres(this::twoServers);
			case "changes-at-another-server" -> onPostgres(this::changes);
			default -> throw new Failure("there is no scenario " + scenario);
		}
	}

	private static List<String> onFiles(Path data) {
		return List.of("--m2x.server.data-directory=" + data);
	}

	private void onPostgres(PostgresScenario scenario) throws IOException {
		Path folder = Files.createTempDirectory(this.directory, "postgres");
		folder.toFile().setWritable(true, false);
		folder.toFile().setReadable(true, false);
		folder.toFile().setExecutable(true, false);
		try (Postgres postgres = new Postgres(this.postgresPrograms, folder)) {
			Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
			scenario.run(postgres, List.of("--m2x.server.database.url=" + postgres.url()));
		}
	}

	private Server server(String name, List<String> settings) {
		return new Server(this.jar, this.directory.resolve(name + ".log"), settings);
	}

	private void killed(Postgres postgres, List<String> settings) throws IOException {
		killed(settings);
	}

	/** SIGKILL under load, again and again. */
	private void killed(List<String> settings) throws IOException {
		try (Server server = server("killed", settings); Hook hook = new Hook()) {
			server.start();
			Load load = new Load(server.api(), hook, WRITERS);
			for (int round = 1; round <= this.rounds; round++) {
				load.start((count) -> server.api());
				load.awaitAccepted(WRITERS * 2);
				sleep(RANDOM.nextInt(1500));
				server.kill();
				load.stop();
				server.start();
				load.check(server.api());
			}
			load.checkEvents(server.api(), this.rounds * WRITERS);
		}
	}

	/** A disk that fills up and is emptied. */
	private void fullDisk() throws IOException {
		Path ballast = this.small.resolve("ballast");
		Path data = this.small.resolve("data");
		fill(ballast, 6);
		try (Server server = server("full", onFiles(data)); Hook hook = new Hook()) {
			server.start();
			Load load = new Load(server.api(), hook, 8);
			long pid = server.pid();
			try (Watcher watcher = new Watcher(server.api(), load.writer().path("/streams/a/values?limit=100"))) {
				Failure.unless(watcher.saysThatAllIsWell(), "the server does not say that all is well");
				load.start((count) -> server.api());
				load.awaitAccepted(100);
				int events = events(server);
				fill(this.small.resolve("rest"), 1000);
				await("503", 90, () -> load.tally().refused.get() > 200);
				await("the server to say that it fails", 10, watcher::saysThatItFails);
				sleep(3000);
				Failure.unless(watcher.saysThatItFails(), "the server does not say any longer that it fails");
				long accepted = load.tally().accepted.get();
				System.out.println("  full: " + load.tally() + "; " + watcher.reads + " reads meanwhile; "
						+ (events(server) - events) + " events in the log");
				Failure.unless(events(server) - events < 15, "too many events in the log");
				Files.delete(ballast);
				Files.delete(this.small.resolve("rest"));
				await("202 again", 30, () -> load.tally().accepted.get() > accepted + 100);
				// What goes on writing fills so small a disk once more.
				load.stop();
				await("the server to say that all is well", 15, watcher::saysThatAllIsWell);
				Failure.unless(watcher.failedReads.get() == 0, watcher.failedReads + " reads failed");
				Failure.unless(server.isAlive() && server.pid() == pid, "the server ended");
				load.check(server.api());
				load.checkEvents(server.api(), 8);
			}
		}
		startOnFullDisk();
	}

	/** Who can't start says why. With data a server may find room in its own files. */
	private void startOnFullDisk() throws IOException {
		fill(this.small.resolve("rest"), 1000);
		for (String data : List.of("other", "data")) {
			try (Server server = server("full-at-start-" + data, onFiles(this.small.resolve(data)))) {
				String sentence = "The disk of the data directory '" + this.small.resolve(data) + "' is full; make room";
				boolean started = server.tryToStart();
				Failure.unless(started ? server.api().status("/v2/devices") == 200 : server.text().contains(sentence),
						"a start on a full disk does not say: " + sentence);
				System.out.println("  a start on the full disk: " + (started ? "the server reads" : sentence + " ..."));
			}
		}
		Files.delete(this.small.resolve("rest"));
	}

	/** Writes a file until it has its size, or the disk is full. */
	private static void fill(Path file, int megabytes) {
		try (var output = Files.newOutputStream(file, StandardOpenOption.CREATE)) {
			for (int block = 0; block < megabytes * 256; block++) {
				output.write(new byte[4096]);
			}
		}
		catch (IOException ex) {
			// The disk is full.
		}
	}

	/** The same 1,000 values overwritten 2,000 times. */
	private void overwritten() throws IOException {
		Path data = this.directory.resolve("overwritten");
		try (Server server = server("overwritten", onFiles(data)); Hook hook = new Hook()) {
			server.start();
			Writer writer = new Load(server.api(), hook, 1).writer();
			overwrite(server.api(), writer, 0);
			await("the first values to be in their place", 60, () -> size(data.resolve("m2x.db-wal")) == 0);
			long live = size(data);
			Thread[] threads = new Thread[4];
			for (int i = 0; i < threads.length; i++) {
				int part = i;
				threads[i] = new Thread(() -> {
					for (int round = 1; round <= 500; round++) {
						overwrite(server.api(), writer, part * 500 + round);
					}
				});
				threads[i].start();
			}
			for (Thread thread : threads) {
				join(thread);
			}
			long after = size(data);
			await("the files to shrink to 20 times the live data (" + live + " bytes), but they have " + size(data), 60,
					() -> size(data) <= 20 * live);
			await("the log to be cleared", 60, () -> size(data.resolve("m2x.db-wal")) == 0);
			System.out.printf("  1,000 values: %d KB; overwritten 2,000 times: %d KB at once, %d KB in the end (%.1f times)%n",
					live / 1024, after / 1024, size(data) / 1024, (double) size(data) / live);
		}
	}

	private static void overwrite(Api api, Writer writer, int round) {
		List<String> points = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			points.add("{\"timestamp\":\"" + Writer.time(i, 0) + "\",\"value\":" + (round + i / 1000.0) + "}");
		}
		api.ask("POST", writer.path("/streams/a/values"), "{\"values\":" + points + "}");
	}

	/** PostgreSQL that is not there for a while. */
	private void stopped(Postgres postgres, List<String> settings, String mode) throws IOException {
		try (Server server = server("stopped", settings); Hook hook = new Hook()) {
			server.start();
			Load load = new Load(server.api(), hook, WRITERS);
			try (Watcher watcher = new Watcher(server.api(), load.writer().path("/streams/a/values?limit=100"))) {
				load.start((count) -> server.api());
				load.awaitAccepted(WRITERS);
				int events = events(server);
				postgres.stop(mode);
				await("the server to say that it fails", 15, watcher::saysThatItFails);
				sleep(this.outage * 1000);
				Failure.unless(watcher.saysThatItFails(), "the server does not say any longer that it fails");
				long accepted = load.tally().accepted.get();
				System.out.println("  stopped: " + load.tally() + "; " + (events(server) - events) + " events in the log");
				Failure.unless(events(server) - events < 15, "too many events in the log");
				long begin = System.nanoTime();
				postgres.start();
				await("202 again", 60, () -> load.tally().accepted.get() > accepted + WRITERS);
				System.out.println("  202 again "
						+ TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + " ms after the start of PostgreSQL began");
				await("the server to say that all is well", 15, watcher::saysThatAllIsWell);
				load.stop();
				load.check(server.api());
				load.checkEvents(server.api(), WRITERS);
			}
		}
	}

	private void connectionsKilled(Postgres postgres, List<String> settings) throws IOException {
		try (Server server = server("connections", settings); Hook hook = new Hook()) {
			server.start();
			Load load = new Load(server.api(), hook, WRITERS);
			load.start((count) -> server.api());
			load.awaitAccepted(WRITERS);
			int events = events(server);
			for (int i = 0; i < this.outage * 2; i++) {
				postgres.killConnections();
				sleep(500);
			}
			load.awaitAccepted(WRITERS);
			load.stop();
			System.out.println("  killed all connections " + this.outage * 2 + " times; " + (events(server) - events)
					+ " events in the log");
			Failure.unless(events(server) - events < 15, "too many events in the log");
			load.check(server.api());
			load.checkEvents(server.api(), WRITERS);
		}
	}

	/** Two servers take requests in turns, and one of them is killed. */
	private void twoServers(Postgres postgres, List<String> settings) throws IOException {
		try (Server one = server("one", settings); Server other = server("other", settings); Hook hook = new Hook()) {
			one.start();
			other.start();
			Load load = new Load(one.api(), hook, WRITERS);
			load.start((count) -> (count % 2 == 0) ? one.api() : other.api());
			load.awaitAccepted(WRITERS * 20);
			load.stop();
			load.check(other.api());
			load.checkEvents(one.api(), 0);
			load.start((count) -> (one.isAlive() && count % 2 == 0) ? one.api() : other.api());
			load.awaitAccepted(WRITERS * 20);
			one.kill();
			load.awaitAccepted(WRITERS * 20);
			load.stop();
			load.check(other.api());
			load.checkEvents(other.api(), WRITERS);
		}
	}

	/** What is changed at one server holds at the other from then on. */
	private void changes(Postgres postgres, List<String> settings) throws IOException {
		try (Server one = server("changing", settings); Server other = server("writing", settings); Hook hook = new Hook()) {
			one.start();
			other.start();
			Load load = new Load(one.api(), hook, 8);
			load.start((count) -> (count % 2 == 0) ? one.api() : other.api());
			new Changes(one.api(), other.api()).run(this.rounds * 40);
			load.stop();
			load.check(other.api());
		}
	}

	/** Returns how many events were logged; a stack trace belongs to its event. */
	private static int events(Server server) {
		return (int) server.text().lines().filter((line) -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*")).count();
	}

	private static long size(Path path) {
		try (Stream<Path> files = Files.walk(path)) {
			return files.filter(Files::isRegularFile).mapToLong((file) -> file.toFile().length()).sum();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	static void await(String what, int seconds, Callable<Boolean> condition) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		try {
			while (!condition.call()) {
				Failure.unless(System.nanoTime() < end, "waited in vain for " + what);
				sleep(100);
			}
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	static void sleep(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What happens on a PostgreSQL.
	 */
	private interface PostgresScenario {

		void run(Postgres postgres, List<String> settings) throws IOException;

	}

}
