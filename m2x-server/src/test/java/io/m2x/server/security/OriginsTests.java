package io.m2x.server.security;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OriginsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			192.0.2.7             | 192.0.2.7                           | true
			192.0.2.8,192.0.2.7   | 192.0.2.7                           | true
			192.0.2.8             | 192.0.2.7                           | false
			::ffff:192.0.2.7      | 192.0.2.7                           | true
			192.0.2.7             | ::ffff:c000:207                     | true
			2001:db8::1           | 2001:0DB8:0:0:0:0:0:1               | true
			2001:DB8:0:0::0:0:1   | 2001:db8::1                         | true
			2001:db8::2           | 2001:db8::1                         | false
			fe80::1               | fe80::1%1                           | true
			::1                   | 127.0.0.1                           | false
			""")
	void addressesAreComparedAsSuch(String origin, String remote, boolean allowed) throws UnknownHostException {
		assertThat(Origins.of(origin).allow(InetAddress.getByName(remote))).isEqualTo(allowed);
	}

	@Test
	void onlyNoListAllowsWhoIsNotKnown() {
		assertThat(Origins.of(null).allow(null)).isTrue();
		assertThat(Origins.of("192.0.2.7").allow(null)).isFalse();
	}

	@Test
	void listWithoutAnAddressAllowsNobody() throws UnknownHostException {
		assertThat(Origins.of("nonsense").allow(InetAddress.getByName("192.0.2.7"))).isFalse();
	}

}
