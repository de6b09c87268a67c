package io.m2x.server.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class NumbersTests {

	@ParameterizedTest
	@CsvSource({ "12345678, 12345678.0", "1.2345678E7, 12345678.0", "1e15, 1000000000000000.0",
			"9999999999999998, 9999999999999998.0", "1e16, 1.0E16", "-1.25e8, -125000000.0", "0.0001, 0.0001",
			"0.00012345, 0.00012345", "-0.0009, -0.0009", "0.0000999, 9.99E-5", "0, 0.0", "-0.0, -0.0", "120, 120.0",
			"21.5, 21.5", "10000000.5, 10000000.5", "4.9E-324, 4.9E-324" })
	void plainUpToSixteenDigits(double number, String text) {
		assertThat(Numbers.text(number)).isEqualTo(text);
		assertThat(json(number)).isEqualTo(text);
	}

	@Test
	void everyTextReadsAsItsNumberAndHasNoExponentWithinTheRange() {
		Random random = new Random(9);
		DoubleStream anyBits = random.longs(50_000).mapToDouble(Double::longBitsToDouble).filter(Double::isFinite);
		DoubleStream usual = random.doubles(50_000).map((digits) -> digits * Math.pow(10, random.nextInt(-6, 19)));
		DoubleStream borders = DoubleStream.of(1e-4, 1e-3, 1e7, 1e16)
			.flatMap((border) -> DoubleStream.of(Math.nextDown(border), border, Math.nextUp(border), -border));
		for (double number : DoubleStream.concat(DoubleStream.concat(anyBits, usual), borders).toArray()) {
			String text = Numbers.text(number);
			assertThat(Double.parseDouble(text)).isEqualTo(number);
			assertThat(json(number)).isEqualTo(text);
			double size = Math.abs(number);
			if (size >= 1e-4 && size < 1e16) {
				assertThat(text).isEqualTo(decimals(text)).contains(".");
			}
			else if (size != 0) {
				assertThat(text).contains("E");
			}
		}
	}

	private static String decimals(String text) {
		BigDecimal decimal = new BigDecimal(text).stripTrailingZeros();
		return ((decimal.scale() < 1) ? decimal.setScale(1) : decimal).toPlainString();
	}

	@Test
	void numbersInsideOfAnythingArePlain() {
		JsonNode sent = JsonText.read("{\"a\":[1.2345678e7,{\"b\":0.00025}],\"c\":12345678901234567890,\"d\":1e-9}");
		String plain = "{\"a\":[12345678.0,{\"b\":0.00025}],\"c\":12345678901234567890,\"d\":1.0E-9}";
		assertThat(JsonText.write(sent)).isEqualTo(plain);
		assertThat(WireJson.MAPPER.writeValueAsString(Map.of("x", List.of(sent)))).isEqualTo("{\"x\":[" + plain + "]}");
		assertThat(WireJson.MAPPER.writeValueAsString(new BigDecimal("1.5E+9"))).isEqualTo("1500000000");
		assertThat(WireJson.MAPPER.writeValueAsString(2.5e9f)).isEqualTo("2500000000.0");
	}

	private static String json(double number) {
		return WireJson.MAPPER.writeValueAsString(number);
	}

}
