package io.m2x.client.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/**
 * Sends the four metadata calls that devices, collections and distributions share.
 */
public final class MetadataEndpoint {

	private static final String ALL = "/metadata";

	private static final String FIELD = "/metadata/{field}";

	private final M2xTransport transport;

	private final String resource;

	/**
	 * Create the endpoint of a kind of resource.
	 * @param transport sends requests
	 * @param resource the first part of the names of operations, such as {@code devices}
	 */
	public MetadataEndpoint(M2xTransport transport, String resource) {
		this.transport = transport;
		this.resource = resource;
	}

	/**
	 * Read all fields.
	 * @param owner the path of the resource
	 * @return the fields, empty if there are none
	 */
	public Mono<Map<String, String>> read(ResourcePath owner) {
		return request("read-metadata", HttpMethod.GET, owner, ALL).retrieveTextMap();
	}

	/**
	 * Replace all fields.
	 * @param owner the path of the resource
	 * @param metadata the fields
	 * @return completes when they are stored
	 */
	public Mono<Void> update(ResourcePath owner, Map<String, String> metadata) {
		return request("update-metadata", HttpMethod.PUT, owner, ALL).body(metadata).retrieve();
	}

	/**
	 * Read one field.
	 * @param owner the path of the resource
	 * @param field the name of the field
	 * @return the value, or empty if the field has none
	 */
	public Mono<String> readField(ResourcePath owner, String field) {
		return request("read-metadata-field", HttpMethod.GET, owner, FIELD, field).retrieve(Field.class)
			.flatMap((response) -> Mono.justOrEmpty(response.value()));
	}

	/**
	 * Create or replace one field.
	 * @param owner the path of the resource
	 * @param field the name of the field
	 * @param value the value
	 * @return completes when it is stored
	 */
	public Mono<Void> updateField(ResourcePath owner, String field, String value) {
		return request("update-metadata-field", HttpMethod.PUT, owner, FIELD, field).body(new Field(value)).retrieve();
	}

	private M2xRequest request(String name, HttpMethod method, ResourcePath owner, String rest, String... field) {
		List<String> variables = new ArrayList<>(owner.variables());
		variables.addAll(List.of(field));
		ResourcePath path = new ResourcePath(owner.template() + rest, variables);
		return this.transport.request(this.resource + "." + name, method, path);
	}

	/**
	 * One field in its JSON form.
	 *
	 * @param value the value
	 */
	record Field(@Nullable String value) {

	}

}
