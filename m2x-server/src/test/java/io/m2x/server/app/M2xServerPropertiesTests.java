package io.m2x.server.app;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.m2x.server.http.HttpLimits;
import io.m2x.server.store.DatabaseSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Settings as a container gets them: in the environment.
 */
class M2xServerPropertiesTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	@Test
	void settingsCanComeFromTheEnvironment() {
		M2xServerProperties properties = bind(Map.of("M2X_SERVER_MASTER_KEY", KEY, "M2X_SERVER_DATA_DIRECTORY", "/data",
				"M2X_SERVER_PUBLIC_BASE_URL", "https://m2x.example.org/v2"));
		assertThat(properties.masterKey()).isEqualTo(KEY);
		assertThat(properties.dataDirectory()).isEqualTo(Path.of("/data"));
		assertThat(properties.publicBaseUrl()).hasToString("https://m2x.example.org/v2");
	}

	@Test
	void databaseIsInTheDirectoryUnlessThereIsAnAddress() {
		DatabaseSettings directory = bind(Map.of("M2X_SERVER_DATA_DIRECTORY", "/data", "M2X_SERVER_DATABASE_URL", "",
				"M2X_SERVER_DATABASE_SYNCHRONOUS", "true"))
			.settings()
			.database();
		assertThat(directory).isEqualTo(new DatabaseSettings(Path.of("/data"), null, null, null, null, true));
		M2xServerProperties properties = bind(Map.of("M2X_SERVER_DATA_DIRECTORY", "/data", "M2X_SERVER_DATABASE_URL",
				"jdbc:postgresql://h/m2x?password=secret", "M2X_SERVER_DATABASE_USERNAME", "u",
				"M2X_SERVER_DATABASE_PASSWORD", "hidden", "M2X_SERVER_DATABASE_POOLSIZE", "12"));
		assertThat(properties.settings().database())
			.isEqualTo(new DatabaseSettings(null, "jdbc:postgresql://h/m2x?password=secret", "u", "hidden", 12, false));
		assertThat(properties.toString() + properties.settings()).doesNotContain("secret", "hidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://example.org/a b", "https://example.org/%zz", "https://example.org/\"" })
	void publicBaseUrlThatIsNoneIsExplained(String url) {
		assertThatIllegalStateException().isThrownBy(() -> bind(Map.of("M2X_SERVER_PUBLIC_BASE_URL", url)).settings())
			.withMessageContaining("public base URL must look like");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "http://m2x_server:8181/v2", "https://example.org/a%20b/v2", "https://münchen.example/ü/v2" })
	void publicBaseUrlIsTakenAsItStands(String url) {
		assertThat(bind(Map.of("M2X_SERVER_PUBLIC_BASE_URL", url)).settings().publicBaseUrl()).hasToString(url);
	}

	@ParameterizedTest
	@ValueSource(strings = { "M2X_SERVER_ACCOUNTS_NORTH_MASTERKEY", "M2X_SERVER_ACCOUNTS_NORTH_MASTER_KEY" })
	void accountsCanComeFromTheEnvironment(String variable) {
		M2xServerProperties properties = bind(Map.of(variable, KEY, "M2X_SERVER_ACCOUNTS_SOUTH_ACTIVE", "false"));
		assertThat(properties.accounts()).containsOnlyKeys("north", "south");
		assertThat(properties.accounts().get("north").masterKey()).isEqualTo(KEY);
		assertThat(properties.accounts().get("south").active()).isFalse();
	}

	@Test
	void limitsOfConnectionsCanBeChosen() throws Exception {
		HttpLimits limits = bind(Map.of("M2X_SERVER_HTTP_MAXCONNECTIONS", "500", "M2X_SERVER_HTTP_PROXIES",
				"192.0.2.9,2001:db8::9", "M2X_SERVER_HTTP_IDLETIMEOUT", "20s", "M2X_SERVER_HTTP_MINRATE", "2KB"))
			.http()
			.limits();
		assertThat(limits.maxConnections()).isEqualTo(500);
		assertThat(limits.maxConnectionsPerAddress()).isNull();
		assertThat(limits.proxies()).containsExactlyInAnyOrder(InetAddress.getByName("192.0.2.9"),
				InetAddress.getByName("2001:db8::9"));
		assertThat(limits.idleTimeout()).hasSeconds(20);
		assertThat(limits.minRate()).isEqualTo(2048);
		assertThat(bind(Map.of("M2X_SERVER_DATA_DIRECTORY", "/data")).http().limits()).isEqualTo(HttpLimits.DEFAULTS);
	}

	private static M2xServerProperties bind(Map<String, Object> environment) {
		MutablePropertySources sources = new MutablePropertySources();
		sources.addLast(new SystemEnvironmentPropertySource("systemEnvironment", environment));
		Iterable<ConfigurationPropertySource> adapted = ConfigurationPropertySources.from(sources);
		return new Binder(adapted).bind("m2x.server", M2xServerProperties.class).get();
	}

}
