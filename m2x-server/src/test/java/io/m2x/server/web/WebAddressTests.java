package io.m2x.server.web;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebAddressTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					http://hooks.example.net/m2x?a=b         | http://hooks.example.net/m2x?a=b
					HTTPS://Hooks.Example.NET                | https://Hooks.Example.NET/
					http://h?a=b                             | http://h/?a=b
					http://h:8080/a/../b//c;d=1/%2F%c3%bc    | http://h:8080/a/../b//c;d=1/%2F%c3%bc
					http://h:/x                              | http://h/x
					http://h/x#part                          | http://h/x
					http://home_assistant:8123/api/hook_1    | http://home_assistant:8123/api/hook_1
					http://_a._b_/                           | http://_a._b_/
					https://m_2_x                            | https://m_2_x/
					http://münchen_1.example/                | http://xn--mnchen_1-65a.example/
					http://münchen.example:81/grüße?ort=köln | http://xn--mnchen-3ya.example:81/gr%C3%BC%C3%9Fe?ort=k%C3%B6ln
					http://例え.テスト/日本/😀?q=値             | http://xn--r8jz45g.xn--zckzah/%E6%97%A5%E6%9C%AC/%F0%9F%98%80?q=%E5%80%A4
					http://h/?a[]=1&b[c]=2                   | http://h/?a%5B%5D=1&b%5Bc%5D=2
					http://h/?u=http://x/y?z                 | http://h/?u=http://x/y?z
					http://h/!$&'()*+,;=:@-._~               | http://h/!$&'()*+,;=:@-._~
					http://127.0.0.1:65535/                  | http://127.0.0.1:65535/
					http://[::1]:8080/x                      | http://[::1]:8080/x
					http://[::ffff:127.0.0.1]                | http://[::ffff:127.0.0.1]/
					http://h.example./                       | http://h.example./
					""",
			quoteCharacter = '`')
	void whatIsAcceptedGoesOutWellFormed(String text, String url) {
		WebAddress address = WebAddress.parse(text);
		assertThat(address).isNotNull();
		assertThat(address.toUrl()).isEqualTo(url)
			.matches("https?://([A-Za-z0-9._-]+|\\[[0-9a-f:.]+])(:\\d+)?"
					+ "/([A-Za-z0-9/._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*"
					+ "(\\?([A-Za-z0-9/?._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)?");
		assertThat(URI.create(url)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "x", "/path", "//h/x", "http:", "http:/x", "http://", "http:///x", "http://:80/",
			"http://?x", "ftp://h/", "mailto:a@b.c", "javascript:alert(1)", "http://h:0/", "http://h:65536/",
			"http://h:8x/", "http://h:-1/", "http://u@h/", "http://u:p@h/", "http://@h/", "http://a b/", "http://h/a b",
			" http://h/", "http://h/ ", "http://h/\"", "http://h/<x>", "http://h/a|b", "http://h/^", "http://h/`",
			"http://h/{id}", "http://h/\\", "http://h/[", "http://h/%", "http://h/%4", "http://h/%zz", "http://h/?a=%",
			"http://h/?a b", "http://h/#a#b", "http://h/\r\nX: y", "http://h/\t", "http://h/\u00a0", "http://h/\u0085",
			"http://h/\u2028", "http://%41/", "http://h%20/", "http://a+b/", "http://a,b/", "http://a..b/",
			"http://.a/", "http://a!/", "http://[::1/", "http://::1/", "http://[::g]/", "http://[1.2.3.4]/",
			"http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://a℀b/", "http://a\uff0fb/", "http://a\uff20b/",
			"http://a\uff1a80/" })
	void whatCanNotGoOutIsRefused(String text) {
		assertThat(WebAddress.parse(text)).isNull();
	}

	@Test
	void namesOfHostsHaveTheirLengths() {
		String label = "a".repeat(63);
		assertThat(WebAddress.parse("http://" + label + "/")).isNotNull();
		assertThat(WebAddress.parse("http://" + label + "a/")).isNull();
		assertThat(WebAddress.parse("http://" + label + "." + label + "." + label + "." + label + "/")).isNull();
	}

	@Test
	void authorityLeavesTheUsualPortOut() {
		assertThat(WebAddress.parse("http://h:80/").authority()).isEqualTo("h");
		assertThat(WebAddress.parse("https://h:443/").authority()).isEqualTo("h");
		assertThat(WebAddress.parse("https://h:80/").authority()).isEqualTo("h:80");
		assertThat(WebAddress.parse("http://[::1]:8080/").authority()).isEqualTo("[::1]:8080");
		assertThat(WebAddress.parse("https://h/").effectivePort()).isEqualTo(443);
		assertThat(WebAddress.parse("http://h/secret?token=secret")).hasToString("WebAddress[h]");
	}

}
