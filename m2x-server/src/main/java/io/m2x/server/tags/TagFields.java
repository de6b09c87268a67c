package io.m2x.server.tags;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * The rules for tags.
 *
 * @since 0.1.0
 */
public final class TagFields {

	private TagFields() {
	}

	/**
	 * Read the tags that stand in a field of their owner.
	 * @param owner the fields of the owner
	 * @param name the name of the field
	 * @return the distinct tags, {@code null} if the field was not sent
	 */
	public static @Nullable List<String> readFrom(Fields owner, String name) {
		if (!owner.has(name)) {
			return null;
		}
		List<String> tags = owner.words(name);
		if (tags.stream().anyMatch((tag) -> tag.length() > Fields.MAX_NAME)) {
			owner.reject(name, Validation.TOO_LONG);
		}
		return tags;
	}

}
