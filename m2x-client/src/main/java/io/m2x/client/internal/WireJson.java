package io.m2x.client.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Holds the client's own JSON mapper, which no setting of the application changes.
 */
final class WireJson {

	static final JsonMapper MAPPER = JsonMapper.builder()
		.annotationIntrospector(new WireAnnotationIntrospector())
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		// What can't be written is an illegal argument of the caller.
		.disable(SerializationFeature.WRAP_EXCEPTIONS)
		.enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
		.addModule(new SimpleModule("m2x-wire").addSerializer(Instant.class, new InstantSerializer())
			.addDeserializer(URI.class, new LenientUriDeserializer()))
		.build();

	private WireJson() {
	}

	/**
	 * Reads addresses. An invalid one becomes {@code null}, so the rest of the response
	 * stays readable.
	 */
	private static final class LenientUriDeserializer extends StdDeserializer<URI> {

		LenientUriDeserializer() {
			super(URI.class);
		}

		@Override
		public @Nullable URI deserialize(JsonParser parser, DeserializationContext context) {
			if (!parser.currentToken().isScalarValue()) {
				parser.skipChildren();
				return null;
			}
			try {
				return new URI(parser.getValueAsString(""));
			}
			catch (URISyntaxException ex) {
				return null;
			}
		}

	}

	/**
	 * Writes instants as M2X does.
	 */
	private static final class InstantSerializer extends StdSerializer<Instant> {

		InstantSerializer() {
			super(Instant.class);
		}

		@Override
		public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
			String name = generator.streamWriteContext().currentName();
			generator.writeString(WireTime.format((name != null) ? name : "timestamp", value));
		}

	}

}
