package io.m2x.spring.boot.testcontainers;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

import org.springframework.util.Assert;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A container with an M2X server, ready when its API answers.
 * <p>
 * It has a master key of its own, unless one is given.
 *
 * @since 0.1.0
 */
public class M2xContainer extends GenericContainer<M2xContainer> {

	/** Where the server listens inside the container. */
	static final int PORT = 8181;

	static final String MASTER_KEY = "M2X_SERVER_MASTER_KEY";

	private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

	// A variable of the environment can't stand for other names.
	private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9]{1,250}");

	private final String image;

	/**
	 * Create a container.
	 * @param image the name of the image, such as {@code localhost/m2x-server:dev}
	 */
	public M2xContainer(String image) {
		this(DockerImageName.parse(image));
	}

	/**
	 * Create a container.
	 * @param image the name of the image
	 */
	public M2xContainer(DockerImageName image) {
		super(image);
		this.image = image.asCanonicalNameString();
		byte[] key = new byte[16];
		new SecureRandom().nextBytes(key);
		withMasterKey(HexFormat.of().formatHex(key));
		withExposedPorts(PORT);
		waitingFor(Wait.forHttp("/v2/status").forPort(PORT));
	}

	/**
	 * Set the key to the whole default account.
	 * @param key 32 lowercase hexadecimal digits
	 * @return this container
	 */
	public final M2xContainer withMasterKey(String key) {
		checkKey(key);
		return withEnv(MASTER_KEY, key);
	}

	/**
	 * Add an account. Accounts see nothing of each other but public devices.
	 * @param name the name, of lowercase letters and digits
	 * @param masterKey the key to the whole account, 32 lowercase hexadecimal digits
	 * @return this container
	 */
	public M2xContainer withAccount(String name, String masterKey) {
		Assert.isTrue(ACCOUNT.matcher(name).matches(),
				"The name of an account must consist of lowercase letters and digits here");
		checkKey(masterKey);
		return withEnv("M2X_SERVER_ACCOUNTS_" + name.toUpperCase(Locale.ROOT) + "_MASTERKEY", masterKey);
	}

	private static void checkKey(String key) {
		Assert.isTrue(KEY.matcher(key).matches(), "A master key must consist of 32 lowercase hexadecimal digits");
	}

	/**
	 * Return the key to the whole default account.
	 * @return the key, to be kept secret
	 */
	public String getMasterKey() {
		return Objects.requireNonNull(getEnvMap().get(MASTER_KEY), "The container has no master key");
	}

	/**
	 * Return where the API is; the container must be running.
	 * @return an address with the version in its path
	 */
	public String getBaseUrl() {
		return "http://" + getHost() + ":" + getMappedPort(PORT) + "/v2";
	}

	// The inherited one shows the environment, with the keys.
	@Override
	public String toString() {
		return "M2xContainer[" + this.image + "]";
	}

}
