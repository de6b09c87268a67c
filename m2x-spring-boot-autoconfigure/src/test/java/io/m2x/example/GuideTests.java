package io.m2x.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.m2x.spring.boot.GuideCodeBlocks;
import io.m2x.spring.boot.GuideCodeBlocks.Block;
import io.m2x.spring.boot.M2xClients;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application starts with each YAML block of the guide and the README, and
 * that all properties there are known. The module of the server tests the blocks for the
 * standalone server.
 */
@ExtendWith(OutputCaptureExtension.class)
class GuideTests {

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	@TempDir
	private Path folder;

	static List<Block> ofApplications() {
		return GuideCodeBlocks.all().stream().filter((block) -> !block.isCompose() && !block.isOfServer()).toList();
	}

	@ParameterizedTest
	@MethodSource("ofApplications")
	void applicationStarts(Block block, CapturedOutput output) throws Exception {
		writeCertificates();
		Map<String, Object> defaults = new HashMap<>();
		if (block.settings().containsKey("m2x.base-url")) {
			defaults.put("m2x.api-key", KEY);
		}
		block.variables()
			.forEach(
					(variable) -> defaults.put(variable, variable.endsWith("_URL") ? "http://localhost:8181/v2" : KEY));
		defaults.put("spring.config.location", "file:" + write("application.yml", here(block.yaml())));
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(defaults);
		try (ConfigurableApplicationContext context = application.run()) {
			M2xClients clients = context.getBean(M2xClients.class);
			block.settings().keySet().forEach((name) -> {
				String value = context.getEnvironment().getProperty(name);
				assertThat(value).isNotNull();
				if (name.equals("m2x.base-url")) {
					assertThat(clients.get("default").baseUrl()).hasToString(value);
				}
			});
		}
		assertThat(output).doesNotContain("Unknown properties that have no effect")
			.doesNotContainPattern(" WARN .*M2X client");
	}

	@Test
	void blocksAreFoundInReadmeAndGuide() {
		assertThat(ofApplications()).hasSizeGreaterThanOrEqualTo(6)
			.extracting(Block::place)
			.anyMatch((place) -> place.startsWith("README.md:"))
			.anyMatch((place) -> place.startsWith("getting-started.adoc:"))
			.anyMatch((place) -> place.startsWith("spring-boot.adoc:"));
	}

	// Replace the paths of the example by those of this test.
	private String here(String yaml) {
		return yaml.replace("/etc/m2x/", this.folder + "/");
	}

	private void writeCertificates() throws Exception {
		X509Bundle authority = new CertificateBuilder().subject("CN=ca")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		X509Bundle client = new CertificateBuilder().subject("CN=client").buildIssuedBy(authority);
		write("ca.pem", authority.getRootCertificatePEM());
		write("client.pem", client.getCertificatePathPEM() + client.getPrivateKeyPEM());
	}

	private Path write(String name, String text) throws IOException {
		return Files.writeString(this.folder.resolve(name), text);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
