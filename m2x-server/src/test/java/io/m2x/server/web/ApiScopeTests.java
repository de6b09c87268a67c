package io.m2x.server.web;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ResponseStatusException;

import io.m2x.server.Api;
import io.m2x.server.M2xServerConfiguration;
import io.m2x.server.M2xServerSettings;
import io.m2x.server.http.HttpLimits;
import io.m2x.server.http.HttpListener;
import io.m2x.server.store.DatabaseSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Puts something else beside the API.
 */
class ApiScopeTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	private static AnnotationConfigApplicationContext context;

	private static Api root;

	@BeforeAll
	static void start() {
		context = new AnnotationConfigApplicationContext();
		context.registerBean(M2xServerSettings.class,
				() -> new M2xServerSettings(KEY, DatabaseSettings.temporary(), null, Map.of(), HttpLimits.DEFAULTS));
		context.registerBean(HttpListener.class, () -> new HttpListener(context, "127.0.0.1", 0, HttpLimits.DEFAULTS));
		context.register(M2xServerConfiguration.class);
		context.registerBean(RouterFunction.class, ApiScopeTests::pages);
		context.refresh();
		Greeting greeting = new Greeting();
		map(greeting, "page", MediaType.TEXT_HTML_VALUE);
		map(greeting, "json", MediaType.APPLICATION_JSON_VALUE);
		root = new Api("http://127.0.0.1:" + context.getBean(HttpListener.class).port(), null);
	}

	// An annotated controller would become a part of the server here.
	private static void map(Greeting greeting, String method, String type) {
		RequestMappingInfo.BuilderConfiguration options = new RequestMappingInfo.BuilderConfiguration();
		options.setContentTypeResolver(context.getBean(RequestedContentTypeResolver.class));
		context.getBean(RequestMappingHandlerMapping.class)
			.registerMapping(RequestMappingInfo.paths("/greeting").produces(type).options(options).build(), greeting,
					Objects.requireNonNull(ReflectionUtils.findMethod(Greeting.class, method)));
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	private static RouterFunction<ServerResponse> pages() {
		return RouterFunctions.route()
			.GET("/pages/start",
					(request) -> ServerResponse.ok()
						.cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
						.contentType(MediaType.TEXT_HTML)
						.bodyValue("<p>"))
			.GET("/pages/gone", (request) -> {
				throw new ResponseStatusException(HttpStatus.GONE);
			})
			.GET("/pages/broken", (request) -> {
				throw new IllegalStateException("broken on purpose");
			})
			.build();
	}

	@Test
	void pageKeepsItsFormAndItsCaching() {
		Api.Response response = root.get("/pages/start");
		assertThat(response.toString()).isEqualTo("200 <p>");
		assertThat(response.header("Content-Type")).isEqualTo("text/html");
		assertThat(response.header("Cache-Control")).isEqualTo("max-age=60");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/pages/gone", "/pages/broken" })
	void errorsOfOthersKeepTheirForm(String path) {
		Api.Response response = root.get(path);
		assertThat(response.status()).isIn(410, 500);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void othersNegotiateTheirFormat() {
		assertThat(root.send("GET", "/greeting", null, "Accept", "text/html").body()).isEqualTo("<b>hello</b>");
		assertThat(root.send("GET", "/greeting", null, "Accept", "application/json").body()).isEqualTo("\"hello\"");
		assertThat(root.send("GET", "/greeting", null, "Accept", "image/png").status()).isEqualTo(406);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/devices", "/page", "/v20/status", "/v2/unknown", "/%762/unknown" })
	void apiAnswersWhereNothingElseDoes(String path) {
		Api.Response response = root.send("GET", path, null, "Accept", "text/html");
		assertThat(response.toString()).isEqualTo("404 {\"message\":\"The specified resource does not exist\"}");
		assertThat(response.header("X-M2X-VERSION")).isNotNull();
	}

	@Test
	void apiStaysAsItIs() {
		Api.Response response = root.send("GET", "/v2/devices", null, "Accept", "text/html");
		assertThat(response.status()).isEqualTo(401);
		assertThat(response.at("/message").asString()).isEqualTo("Unauthorized");
		assertThat(root.as(KEY).send("GET", "/v2/devices", null, "Accept", "text/html").header("Content-Type"))
			.isEqualTo("application/json; charset=UTF-8");
	}

	/**
	 * Something with two forms.
	 */
	static final class Greeting {

		@ResponseBody
		String page() {
			return "<b>hello</b>";
		}

		@ResponseBody
		String json() {
			return "\"hello\"";
		}

	}

}
