package io.m2x.server.exports;

import java.net.URI;
import java.time.Duration;

import io.m2x.server.Api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Orders exports and fetches them.
 */
public final class Exports {

	/** Longer than it takes until the work of a killed server is taken over. */
	private static final Duration LIMIT = Duration.ofSeconds(60);

	private Exports() {
	}

	/**
	 * Order an export and return the path of its job.
	 */
	public static String order(Api api, String device, String query) {
		Api.Response response = api.get(device + "/values/export.csv" + query);
		assertThat(response.toString()).isEqualTo("202 {\"status\":\"accepted\"}");
		assertThat(response.header("Location")).startsWith(api.url() + "/jobs/");
		return response.header("Location").substring(api.url().length());
	}

	/**
	 * Wait until a job is in a final state and return what it says.
	 */
	public static Api.Response finished(Api api, String job) {
		return await().atMost(LIMIT)
			.until(() -> api.get(job), (response) -> !response.at("/finished").asString("").isEmpty());
	}

	/**
	 * Make an export and return the address of its file, below the base URL.
	 */
	public static String file(Api api, String device, String query) {
		Api.Response job = finished(api, order(api, device, query));
		assertThat(job.at("/state").asString()).isEqualTo("complete");
		return URI.create(job.at("/result/url").asString()).getPath().substring("/v2".length());
	}

	/**
	 * Make an export and return what is in its file.
	 */
	public static String content(Api api, String device, String query) {
		Api.Response file = api.anonymous().get(file(api, device, query));
		assertThat(file.status()).isEqualTo(200);
		return file.body();
	}

}
