package io.m2x.spring.boot.docker.compose;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.ssl.SslBundle;

import io.m2x.spring.boot.M2xAddressOrigin;
import io.m2x.spring.boot.M2xConnectionDetails;

/**
 * Makes connection details from a service of Docker Compose whose image is named
 * {@code m2x-server}, in any registry, or whose label says that it is one.
 */
class M2xDockerComposeConnectionDetailsFactory extends DockerComposeConnectionDetailsFactory<M2xConnectionDetails> {

	private static final String LABEL = "org.springframework.boot.service-connection";

	private static final int PORT = 8181;

	M2xDockerComposeConnectionDetailsFactory() {
		super((source) -> isServer(source.getRunningService()));
	}

	// Spring Boot's own comparison takes the name without a registry for an official
	// image of Docker Hub, and would not find the server in any other.
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
	 * Connection details of a service that runs.
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

		// The name that Spring Boot gives to a service is that of its container.
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
