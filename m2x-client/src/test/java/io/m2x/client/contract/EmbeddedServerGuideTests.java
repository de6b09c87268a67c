package io.m2x.client.contract;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.m2x.client.M2xClient;
import io.m2x.client.platform.PlatformStatus;
import io.m2x.server.M2xServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code that the guide shows for a server inside another process.
 */
class EmbeddedServerGuideTests {

	@TempDir
	Path folder;

	@Test
	void serverRunsInsideThisProcess() {
		// tag::embedded[]
		try (M2xServer server = M2xServer.builder().dataDirectory(this.folder).start()) {
			M2xClient client = M2xClient.builder().baseUrl(server.url()).apiKey(server.masterKey()).build();
			PlatformStatus status = client.platform().status().block(Duration.ofSeconds(10));
			// end::embedded[]
			assertThat(status.isApiOk()).isTrue();
			// tag::embedded[]
		}
		// end::embedded[]
	}

}
