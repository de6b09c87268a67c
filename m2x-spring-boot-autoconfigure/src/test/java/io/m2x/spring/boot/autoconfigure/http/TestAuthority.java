package io.m2x.spring.boot.autoconfigure.http;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

/**
 * Certificate authority of a test.
 */
final class TestAuthority {

	private final String name;

	private final X509Bundle authority;

	TestAuthority(String name) {
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
	String pem() {
		return this.authority.getRootCertificatePEM();
	}

	X509Bundle server(String host) {
		return issue(new CertificateBuilder().subject("CN=" + host + ",O=" + this.name)
			.addSanDnsName(host)
			.addExtendedKeyUsageServerAuth());
	}

	X509Bundle client(String subject) {
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

	X509Bundle bundle() {
		return this.authority;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
