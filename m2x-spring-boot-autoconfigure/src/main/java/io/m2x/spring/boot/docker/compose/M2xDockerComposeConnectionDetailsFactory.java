package io.m2x.spring.boot.docker.compose;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.ssl.SslBundle;

import io.m2x.spring.boot.M2xAddressOrigin;
import io.m2x.spring.boot.M2xConnectionDetails;

/**
 * Creates connection details from a service of Docker Compose whose image is named
 * {@code m2x-server}, in any registry, or whose label selects M2X.
 */
class M2xDockerComposeConnectionDetailsFactory extends DockerComposeConnectionDetailsFactory<M2xConnectionDetails> {

	private static final String LABEL = "org.springframework.boot.service-connection";

	private static final int PORT = 8181;

	M2xDockerComposeConnectionDetailsFactory() {
		super((source) -> isServer(source.getRunningService()));
	}

	// Spring Boot's matching treats a name without registry as an official image of
	// Docker Hub, and would not match the server in other registries.
	static boolean isServer(RunningService service) {
		String label = service.labels().get(LABEL);
		if (label != null) {
			return "m2x".equals(label) || "m2x-server".equals(label);
		}
		String image = service.image().getName();
		return "m2x-server".equals(image.substring(image.lastIndexOf('/') + 1));
	}

	@Override
	protected M2xConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
		return new M2xDockerComposeConnectionDetails(source.getRunningService());
	}

	/**
	 * Connection details of a running service.
	 */
	static final class M2xDockerComposeConnectionDetails extends DockerComposeConnectionDetails
			implements M2xConnectionDetails {

		private final String baseUrl;

		private final String apiKey;

		private final @Nullable SslBundle sslBundle;

		M2xDockerComposeConnectionDetails(RunningService service) {
			super(service);
			this.apiKey = new M2xEnvironment(nameInFile(service), service.env()).apiKey();
			this.sslBundle = getSslBundle(service);
			this.baseUrl = ((this.sslBundle != null) ? "https://" : "http://") + service.host() + ":"
					+ service.ports().get(PORT) + "/v2";
		}

		// Spring Boot names a service after its container.
		private static String nameInFile(RunningService service) {
			return service.labels().getOrDefault("com.docker.compose.service", service.name());
		}

		@Override
		public String getBaseUrl() {
			return this.baseUrl;
		}

		@Override
		public String getApiKey() {
			return this.apiKey;
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return this.sslBundle;
		}

		@Override
		public M2xAddressOrigin getAddressOrigin() {
			return M2xAddressOrigin.CONTAINER;
		}

	}

}
