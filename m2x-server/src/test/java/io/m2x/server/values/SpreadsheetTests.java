package io.m2x.server.values;

import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.exports.Exports;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Text is given as it is, unless a list is meant for a spreadsheet, which would run some.
 */
class SpreadsheetTests {

	private static final String ROW = "2017-03-05T08:00:01.000Z,";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device;

	@BeforeEach
	void createStreams() {
		this.device = this.api.deviceWithStreams("n");
		this.api.put(this.device + "/streams/text", Json.of("{'type':'alphanumeric'}"));
	}

	private void write(String text) {
		String json = new JsonMapper().writeValueAsString(text);
		assertThat(this.api
			.post(this.device + "/update",
					Json.of("{'timestamp':'2017-03-05T08:00:01Z','values':{'n':-5,'text':%s}}", json))
			.status()).isEqualTo(202);
	}

	private Stream<String> lists(String query) {
		return Stream.of("/values.csv", "/values/search.csv", "/streams/text/values.csv")
			.map((path) -> this.api.get(this.device + path + query).body());
	}

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=\"a,b\"", "\uff1d1+1" })
	void textThatRunsIsAsItIsUnlessHarmlessTextIsWanted(String text) {
		write(text);
		String cell = text.replace("\"", "\"\"") + "\"\r\n";
		assertThat(lists("")).allMatch((list) -> list.endsWith(",\"" + cell));
		assertThat(lists("?spreadsheet=false")).allMatch((list) -> list.endsWith(",\"" + cell));
		assertThat(lists("?spreadsheet=true")).allMatch((list) -> list.endsWith(",\"'" + cell));
		assertThat(this.api.get(this.device + "/values?spreadsheet=true").at("/values/0/values/text").asString())
			.isEqualTo(text);
	}

	@Test
	void numbersTimesAndOtherTextsStay() {
		write("a=b");
		String rows = ROW + "-5.0,\"a=b\"\r\n";
		assertThat(this.api.get(this.device + "/values.csv?spreadsheet=true").body()).endsWith(rows);
		assertThat(Exports.content(this.api, this.device, "?spreadsheet=true")).endsWith(rows);
		write("");
		assertThat(this.api.get(this.device + "/values.csv?spreadsheet=true").body()).endsWith(ROW + "-5.0,\"\"\r\n");
	}

	@Test
	void exportsAndNamesToo() {
		write("=1+1");
		this.api.put(this.device + "/streams/-A1", "{}");
		assertThat(Exports.content(this.api, this.device, ""))
			.isEqualTo("timestamp,n,text,-A1\r\n" + ROW + "-5.0,\"=1+1\",\r\n");
		assertThat(Exports.content(this.api, this.device, "?spreadsheet=true"))
			.isEqualTo("timestamp,n,text,'-A1\r\n" + ROW + "-5.0,\"'=1+1\",\r\n");
		assertThat(this.api.get(this.device + "/streams/-A1/sampling.csv?interval=1&spreadsheet=true").body())
			.isEqualTo("timestamp,'-A1\r\n");
	}

	@Test
	void otherWordsAreRefused() {
		for (String path : new String[] { "/values.csv", "/values/search.csv", "/streams/text/values.csv",
				"/streams/n/sampling.csv?interval=1", "/values/export.csv" }) {
			String query = (path.contains("?") ? "&" : "?") + "spreadsheet=maybe";
			assertThat(this.api.get(this.device + path + query).at("/errors").toString())
				.isEqualTo(Json.of("{'spreadsheet':['not_valid']}"));
		}
	}

}
