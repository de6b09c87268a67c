package io.m2x.server.web;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * An answer that can be told as an object and as rows, whichever the request asks for.
 *
 * @param body the answer as an object
 * @param columns the names of the columns
 * @param rows gives the cells of the rows, in the order of the columns
 * @since 0.1.0
 */
public record Table(@JsonValue Map<String, Object> body, List<String> columns,
		Supplier<Stream<List<@Nullable Object>>> rows) {

}
