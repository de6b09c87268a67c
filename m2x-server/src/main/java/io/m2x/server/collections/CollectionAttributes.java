package io.m2x.server.collections;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.server.metadata.MetadataFields;
import io.m2x.server.tags.TagFields;
import io.m2x.server.web.Fields;

/**
 * What a client says about a collection, apart from its place among the others.
 *
 * @param name the name
 * @param description what it is
 * @param tags the tags, {@code null} if none were sent
 * @param metadata the metadata by name, {@code null} if none was sent
 */
record CollectionAttributes(@Nullable String name, @Nullable String description, @Nullable List<String> tags,
		@Nullable Map<String, String> metadata) {

	// Read the attributes. The given description stays when none was sent.
	static CollectionAttributes read(Fields fields, @Nullable String description) {
		fields.require("name");
		return new CollectionAttributes(fields.text("name", Fields.MAX_NAME),
				fields.has("description") ? fields.text("description", Fields.MAX_DESCRIPTION) : description,
				TagFields.readFrom(fields, "tags"), MetadataFields.readFrom(fields, "metadata"));
	}

}
