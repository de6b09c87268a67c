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
 * Testcontainers container with an M2X server. It is ready when its API responds.
 * <p>
 * It has a random master key, unless one is set. With {@code @ServiceConnection}, the
 * clients of the application use the container:
 *
 * <pre class="code">
 * &#064;Container
 * &#064;ServiceConnection
 * static M2xContainer m2x = new M2xContainer("localhost/m2x-server:dev");</pre>
 *
 * @since 0.1.0
 */
public class M2xContainer extends GenericContainer<M2xContainer> {

	/** Port of the server inside the container. */
	static final int PORT = 8181;

	static final String MASTER_KEY = "M2X_SERVER_MASTER_KEY";

	private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

	// An environment variable can't represent other names.
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
	 * Set the master key of the default account. Call this before {@link #start()}.
	 * @param key 32 lowercase hexadecimal digits
	 * @return this container
	 * @throws IllegalArgumentException if the key has another form
	 */
	public final M2xContainer withMasterKey(String key) {
		checkKey(key);
		return withEnv(MASTER_KEY, key);
	}

	/**
	 * Add an account. Accounts share public devices only. Call this before
	 * {@link #start()}.
	 * @param name the name, consisting of 1 to 250 lowercase letters and digits
	 * @param masterKey the master key of the account, 32 lowercase hexadecimal digits
	 * @return this container
	 * @throws IllegalArgumentException if the name or the key has another form
	 */
	public M2xContainer withAccount(String name, String masterKey) {
		Assert.isTrue(ACCOUNT.matcher(name).matches(),
				"The name of an account must consist of lowercase letters and digits");
		checkKey(masterKey);
		return withEnv("M2X_SERVER_ACCOUNTS_" + name.toUpperCase(Locale.ROOT) + "_MASTERKEY", masterKey);
	}

	private static void checkKey(String key) {
		Assert.isTrue(KEY.matcher(key).matches(), "A master key must consist of 32 lowercase hexadecimal digits");
	}

	/**
	 * Return the master key of the default account.
	 * @return the key. Keep it secret
	 */
	public String getMasterKey() {
		return Objects.requireNonNull(getEnvMap().get(MASTER_KEY), "The container has no master key");
	}

	/**
	 * Return the address of the API.
	 * @return the address, with the version in its path
	 * @throws IllegalStateException if the container is not running
	 */
	public String getBaseUrl() {
		return "http://" + getHost() + ":" + getMappedPort(PORT) + "/v2";
	}

	// The inherited method shows the environment with the keys.
	@Override
	public String toString() {
		return "M2xContainer[" + this.image + "]";
	}

}
