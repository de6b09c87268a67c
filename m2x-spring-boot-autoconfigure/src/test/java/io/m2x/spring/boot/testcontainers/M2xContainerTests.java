package io.m2x.spring.boot.testcontainers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.utility.DockerImageName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class M2xContainerTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	private static final String IMAGE = "localhost/m2x-server:dev";

	@Test
	void eachContainerHasOwnMasterKey() {
		String key = new M2xContainer(IMAGE).getMasterKey();
		assertThat(key).matches("[0-9a-f]{32}");
		assertThat(new M2xContainer(DockerImageName.parse(IMAGE)).getMasterKey()).matches("[0-9a-f]{32}")
			.isNotEqualTo(key);
	}

	@Test
	void masterKeyIsPassedToServer() {
		M2xContainer container = new M2xContainer(IMAGE).withMasterKey(KEY);
		assertThat(container.getMasterKey()).isEqualTo(KEY);
		assertThat(container.getEnvMap()).containsEntry("M2X_SERVER_MASTER_KEY", KEY);
	}

	@Test
	void accountsArePassedToServer() {
		M2xContainer container = new M2xContainer(IMAGE).withAccount("north2", KEY);
		assertThat(container.getEnvMap()).containsEntry("M2X_SERVER_ACCOUNTS_NORTH2_MASTERKEY", KEY);
		assertThat(container.getMasterKey()).isNotEqualTo(KEY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "my-key", "00112233445566778899AABBCCDDEEFF" })
	void invalidMasterKeyIsNotShown(String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> new M2xContainer(IMAGE).withMasterKey(key))
			.withMessage("A master key must consist of 32 lowercase hexadecimal digits");
		assertThatIllegalArgumentException().isThrownBy(() -> new M2xContainer(IMAGE).withAccount("north", key))
			.withMessage("A master key must consist of 32 lowercase hexadecimal digits");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "North", "north_pole", "north-pole", "a.b" })
	void invalidAccountNameIsRejected(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new M2xContainer(IMAGE).withAccount(name, KEY))
			.withMessageContaining("lowercase letters and digits");
	}

	@Test
	void toStringHidesKeys() {
		assertThat(new M2xContainer(IMAGE).withMasterKey(KEY)).hasToString("M2xContainer[localhost/m2x-server:dev]");
	}

	@Test
	void serverPortIsExposed() {
		assertThat(new M2xContainer(IMAGE).getExposedPorts()).containsExactly(8181);
	}

}
