package io.m2x.client.internal;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Gives {@code @JsonFormat(shape = STRING)} a meaning where Jackson has none: a list is
 * one text with commas, and texts, also those in a map, are read from any JSON. So types
 * of the API name no class of this package in their annotations.
 */
@SuppressWarnings("serial")
final class WireAnnotationIntrospector extends JacksonAnnotationIntrospector {

	@Override
	public @Nullable Object findSerializer(MapperConfig<?> config, Annotated annotated) {
		return isText(annotated, List.class) ? new CommaSeparated.Serializer()
				: super.findSerializer(config, annotated);
	}

	@Override
	public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated annotated) {
		if (isText(annotated, List.class)) {
			return new CommaSeparated.Deserializer();
		}
		return isText(annotated, String.class) ? new LenientStringDeserializer()
				: super.findDeserializer(config, annotated);
	}

	@Override
	public @Nullable Object findContentDeserializer(MapperConfig<?> config, Annotated annotated) {
		return isText(annotated, Map.class) ? new LenientStringDeserializer()
				: super.findContentDeserializer(config, annotated);
	}

	private static boolean isText(Annotated annotated, Class<?> type) {
		JsonFormat format = annotated.getAnnotation(JsonFormat.class);
		return format != null && format.shape() == JsonFormat.Shape.STRING && annotated.getRawType() == type;
	}

}
