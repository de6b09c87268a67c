package io.m2x.client;

import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;

import static org.assertj.core.api.Assertions.assertThat;

class M2xHttpClientTests {

	@Test
	void preparedClientNeitherFollowsNorRetriesNorLogs() {
		HttpClient before = HttpClient.create()
			.followRedirect(true)
			.disableRetry(false)
			.wiretap(true)
			.compress(true)
			.baseUrl("http://kept");
		HttpClientConfig prepared = M2xHttpClient.prepare(before).configuration();
		assertThat(prepared.followRedirectPredicate()).isNull();
		assertThat(prepared.isRetryDisabled()).isTrue();
		assertThat(prepared.loggingHandler()).isNull();
		assertThat(prepared.isAcceptGzip()).isTrue();
		assertThat(prepared.baseUrl()).isEqualTo("http://kept");
	}

}
