package io.m2x.spring.boot.testcontainers;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.springframework.util.StringUtils;
import org.testcontainers.containers.Container;

import io.m2x.spring.boot.M2xAddressOrigin;
import io.m2x.spring.boot.M2xConnectionDetails;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;

/**
 * Creates connection details from an {@link M2xContainer}, or from any other container
 * whose service connection is named {@code m2x} or whose image is named
 * {@code m2x-server}.
 */
class M2xContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<Container<?>, M2xConnectionDetails> {

	M2xContainerConnectionDetailsFactory() {
		super(List.of("m2x", "m2x-server"));
	}

	// A second factory would also accept an M2xContainer whose connection has one of
	// these names, and Spring Boot rejects two results.
	@Override
	protected boolean sourceAccepts(ContainerConnectionSource<Container<?>> source, Class<?> requiredContainerType,
			Class<?> requiredConnectionDetailsType) {
		return source.accepts(ANY_CONNECTION_NAME, M2xContainer.class, requiredConnectionDetailsType)
				|| super.sourceAccepts(source, requiredContainerType, requiredConnectionDetailsType);
	}

	@Override
	protected M2xConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
		return new M2xContainerConnectionDetails(source);
	}

	private static final class M2xContainerConnectionDetails extends ContainerConnectionDetails<Container<?>>
			implements M2xConnectionDetails {

		private M2xContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
			super(source);
		}

		@Override
		public String getBaseUrl() {
			Container<?> container = getContainer();
			String scheme = (getSslBundle() != null) ? "https" : "http";
			return scheme + "://" + container.getHost() + ":" + container.getMappedPort(M2xContainer.PORT) + "/v2";
		}

		@Override
		public String getApiKey() {
			String key = getContainer().getEnvMap().get(M2xContainer.MASTER_KEY);
			if (!StringUtils.hasText(key)) {
				throw new M2xConfigurationException(
						"The master key of the M2X container is unknown: its variable " + M2xContainer.MASTER_KEY
								+ " is missing or empty.",
						"Add .withEnv(\"" + M2xContainer.MASTER_KEY
								+ "\", \"<32 lowercase hexadecimal digits>\") to the container, or use an M2xContainer, which has a key.",
						null);
			}
			return key;
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return super.getSslBundle();
		}

		@Override
		public M2xAddressOrigin getAddressOrigin() {
			return M2xAddressOrigin.CONTAINER;
		}

	}

}
