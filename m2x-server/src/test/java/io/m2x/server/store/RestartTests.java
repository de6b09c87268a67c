package io.m2x.server.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.M2xServerException;
import io.m2x.server.ServerProcess;
import io.m2x.server.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RestartTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	@TempDir
	private Path directory;

	private M2xServer start(String key) {
		return TestServers.builder(this.directory).masterKey(key).start();
	}

	private M2xServer startOnFiles() {
		return M2xServer.builder().dataDirectory(this.directory).start();
	}

	@Test
	void everythingIsThereAgain() {
		String device;
		String before;
		try (M2xServer server = start(KEY)) {
			Api api = Api.of(server);
			device = api.deviceWithStreams("t");
			api.post(device + "/update", """
					{"timestamp": "2017-03-05T08:15:30.250Z", "values": {"t": 0.1},
					"location": {"latitude": 1.5, "longitude": 2.5}}""");
			api.put(device + "/metadata", Json.of("{'a':'1'}"));
			before = state(api, device);
		}
		try (M2xServer server = start(KEY)) {
			assertThat(state(Api.of(server), device)).isEqualTo(before);
		}
	}

	@Test
	void groupsAreThereAgainAndTheirKeysAreNoMasterKeys() {
		String distribution;
		String collection;
		String generated;
		try (M2xServer server = start(null)) {
			Api api = Api.of(server);
			generated = server.masterKey();
			distribution = api.post("/distributions", Json.of("{'name':'D','visibility':'private'}")).body();
			collection = api.post("/collections", Json.of("{'name':'C'}")).body();
		}
		try (M2xServer server = start(null)) {
			assertThat(server.masterKey()).isEqualTo(generated);
			Api api = Api.of(server);
			assertThat(host(api.get("/distributions").at("/distributions/0").toString())).isEqualTo(host(distribution));
			assertThat(host(api.get("/collections").at("/collections/0").toString())).isEqualTo(host(collection));
		}
	}

	private static String host(String state) {
		return state.replaceAll("127\\.0\\.0\\.1:\\d+", "host");
	}

	private static String state(Api api, String device) {
		String state = api.get(device).body() + api.get(device + "/streams").body()
				+ api.get(device + "/location").body() + api.get(device + "/values?end=2018-01-01T00:00:00Z").body();
		return host(state);
	}

	@Test
	void generatedKeyIsKept() {
		String generated;
		try (M2xServer server = start(null)) {
			generated = server.masterKey();
			assertThat(generated).matches("[0-9a-f]{32}");
		}
		try (M2xServer server = start(null)) {
			assertThat(server.masterKey()).isEqualTo(generated);
			assertThat(Api.of(server).get("/devices").status()).isEqualTo(200);
		}
	}

	@Test
	void givenKeyReplacesTheStoredOne() {
		try (M2xServer server = start(null)) {
			Api.of(server).createDevice();
		}
		String other;
		try (M2xServer server = start(KEY)) {
			other = Api.of(server).get("/devices").at("/devices/0/key").asString();
			assertThat(Api.of(server).get("/devices").at("/total").asInt()).isEqualTo(1);
		}
		try (M2xServer server = start(null)) {
			assertThat(server.masterKey()).isEqualTo(KEY);
		}
		assertThatExceptionOfType(M2xServerException.class).isThrownBy(() -> start(other))
			.withMessageContaining("already in use")
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain(other));
	}

	@Test
	void regeneratedKeyStaysAndTheGivenOneStaysDead() {
		String regenerated;
		try (M2xServer server = start(KEY)) {
			regenerated = Api.of(server).post("/keys/" + KEY + "/regenerate", null).at("/key").asString();
			assertThat(server.masterKey()).isEqualTo(regenerated);
		}
		for (String given : new String[] { KEY, null }) {
			try (M2xServer server = start(given)) {
				assertThat(server.masterKey()).isEqualTo(regenerated);
				assertThat(Api.of(server).get("/devices").status()).isEqualTo(200);
				assertThat(Api.of(server).as(KEY).get("/devices").status()).isEqualTo(401);
			}
		}
		String another = "ffeeddccbbaa99887766554433221100";
		try (M2xServer server = start(another)) {
			assertThat(server.masterKey()).isEqualTo(another);
			assertThat(Api.of(server).as(regenerated).get("/devices").status()).isEqualTo(401);
		}
	}

	@Test
	void accountsAreThereAgain() {
		String made;
		try (M2xServer server = TestServers.builder(this.directory).account("made", null).start()) {
			made = server.masterKey("made");
			server.createAccount("late");
			server.setAccountActive("late", false);
		}
		try (M2xServer server = TestServers.builder(this.directory).account("made", KEY).start()) {
			assertThat(server.masterKey("made")).isEqualTo(KEY);
			assertThat(Api.of(server).as(made).get("/devices").status()).isEqualTo(401);
			assertThat(Api.of(server).as(server.masterKey("late")).get("/devices").status()).isEqualTo(403);
		}
		try (M2xServer server = start(null)) {
			assertThat(server.masterKey("made")).isEqualTo(KEY);
			assertThat(Api.of(server).as(KEY).get("/devices").status()).isEqualTo(200);
		}
	}

	@Test
	void directoryInUseByAnotherProcessIsRefused() throws Exception {
		try (ServerProcess other = ServerProcess.startOnFiles(this.directory, KEY)) {
			assertThatExceptionOfType(M2xServerException.class).isThrownBy(this::startOnFiles)
				.withMessageContaining("in use by another process")
				.withMessageContaining(this.directory.toString());
			assertThat(other.api().get("/devices").status()).isEqualTo(200);
		}
		startOnFiles().close();
	}

	// On POSIX systems, who opens the lock and closes it again releases it for all of a
	// process.
	@Test
	void secondServerInTheProcessIsRefusedAndReleasesNothing() throws Exception {
		Path data = this.directory.resolve("data");
		try (M2xServer first = M2xServer.builder().dataDirectory(data).start()) {
			Path link = Files.createSymbolicLink(this.directory.resolve("link"), data);
			for (Path name : List.of(data, link)) {
				assertThatExceptionOfType(M2xServerException.class)
					.isThrownBy(() -> M2xServer.builder().dataDirectory(name).start())
					.withMessageContaining("in use by another server of this process");
			}
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> ServerProcess.startOnFiles(data, KEY));
			assertThat(Api.of(first).get("/devices").status()).isEqualTo(200);
		}
		M2xServer.builder().dataDirectory(data).start().close();
	}

	@Test
	void fileInPlaceOfTheDirectoryIsRefused() throws Exception {
		Path file = Files.writeString(this.directory.resolve("file"), "x");
		assertThatExceptionOfType(M2xServerException.class)
			.isThrownBy(() -> M2xServer.builder().dataDirectory(file).start())
			.withMessageContaining("can't be used");
	}

	@Test
	void damagedFileIsRefused() throws Exception {
		Files.writeString(this.directory.resolve("m2x.db"), "nonsense".repeat(10_000));
		assertThatExceptionOfType(M2xServerException.class).isThrownBy(this::startOnFiles)
			.withMessageContaining("is damaged")
			.withMessageContaining(this.directory.resolve("m2x.db").toString());
	}

	@Test
	void databaseOfAnEarlierBuildIsRefused() throws Exception {
		Files.writeString(this.directory.resolve("m2x.mv.db"), "");
		assertThatExceptionOfType(M2xServerException.class).isThrownBy(this::startOnFiles)
			.withMessageContaining("earlier build")
			.withMessageContaining("choose another directory");
		assertThat(this.directory).isDirectoryNotContaining("glob:**m2x.db");
	}

	@Test
	@DisabledIfSystemProperty(named = "m2x.test.database", matches = "postgres",
			disabledReason = "Only SQLite has a native library to unpack")
	void serverNeedsNoPlaceForTemporaryFilesAndCleansUpAfterAKilledOne() throws Exception {
		Path nowhere = Files.writeString(this.directory.resolve("file"), "x");
		Path data = this.directory.resolve("data");
		try (ServerProcess other = ServerProcess.start(data, KEY,
				(builder) -> builder.environment().put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + nowhere))) {
			assertThat(other.api().get("/devices").status()).isEqualTo(200);
			other.kill();
		}
		assertThat(data).isDirectoryContaining("glob:**sqlite-*");
		M2xServer.builder().dataDirectory(data).start().close();
		assertThat(data).isDirectoryNotContaining("glob:**sqlite-*");
	}

	@Test
	void directoryIsCreated() {
		Path nested = this.directory.resolve("a/b with blanks");
		M2xServer.builder().dataDirectory(nested).start().close();
		assertThat(nested.resolve("m2x.db")).exists();
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows knows no POSIX permissions")
	void createdDirectoryIsForItsOwnerOnly() throws Exception {
		Path nested = this.directory.resolve("a/data");
		M2xServer.builder().dataDirectory(nested).start().close();
		assertThat(Files.getPosixFilePermissions(nested)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
	}

}
