package io.m2x.spring.boot;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

/**
 * Certificate authority of a test.
 */
public final class TestAuthority {

	private final String name;

	private final X509Bundle authority;

	public TestAuthority(String name) {
		this.name = name;
		try {
			this.authority = new CertificateBuilder().subject("CN=" + name)
				.setIsCertificateAuthority(true)
				.buildSelfSigned();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the certificate to trust.
	 * @return the certificate as PEM
	 */
	public String pem() {
		return this.authority.getRootCertificatePEM();
	}

	/**
	 * Write a trust store with the certificate.
	 * @param store the file, of type PKCS12
	 * @param password its password
	 * @throws Exception if it can't be written
	 */
	public void writeTo(Path store, String password) throws Exception {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		keys.load(null, null);
		keys.setCertificateEntry(this.name, this.authority.getCertificate());
		try (OutputStream output = Files.newOutputStream(store)) {
			keys.store(output, password.toCharArray());
		}
	}

	public X509Bundle server(String host) {
		return issue(new CertificateBuilder().subject("CN=" + host + ",O=" + this.name)
			.addSanDnsName(host)
			.addSanIpAddress("127.0.0.1")
			.addExtendedKeyUsageServerAuth());
	}

	public X509Bundle client(String subject) {
		return issue(
				new CertificateBuilder().subject("CN=" + subject + ",O=" + this.name).addExtendedKeyUsageClientAuth());
	}

	private X509Bundle issue(CertificateBuilder certificate) {
		try {
			return certificate.buildIssuedBy(this.authority);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	public X509Bundle bundle() {
		return this.authority;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
