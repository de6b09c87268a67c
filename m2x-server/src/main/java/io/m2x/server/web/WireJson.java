package io.m2x.server.web;

import java.time.Instant;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The JSON of the API, independent of any other JSON configuration in the process.
 *
 * @since 0.1.0
 */
public final class WireJson {

	/** Reads and writes what goes over the wire; names are in snake case. */
	public static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
			.addDecorator(new PlainNumbers())
			.build())
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.addModule(new SimpleModule("m2x").addSerializer(new InstantSerializer()))
		.build();

	private WireJson() {
	}

	/**
	 * Prints times with exactly three decimals.
	 */
	private static final class InstantSerializer extends StdSerializer<Instant> {

		InstantSerializer() {
			super(Instant.class);
		}

		@Override
		public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
			generator.writeString(Timestamps.format(value));
		}

	}

}
