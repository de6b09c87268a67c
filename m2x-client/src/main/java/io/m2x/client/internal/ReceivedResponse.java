package io.m2x.client.internal;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * Response with its complete body.
 */
final class ReceivedResponse {

	private final HttpStatusCode status;

	private final HttpHeaders headers;

	private final byte[] body;

	ReceivedResponse(HttpStatusCode status, HttpHeaders headers, byte[] body) {
		this.status = status;
		this.headers = headers;
		this.body = body;
	}

	static ReceivedResponse headOf(ClientResponse response) {
		return new ReceivedResponse(response.statusCode(), response.headers().asHttpHeaders(), new byte[0]);
	}

	static ReceivedResponse noContent() {
		return new ReceivedResponse(HttpStatus.NO_CONTENT, new HttpHeaders(), new byte[0]);
	}

	HttpStatusCode status() {
		return this.status;
	}

	HttpHeaders headers() {
		return this.headers;
	}

	byte[] body() {
		return this.body;
	}

	boolean hasBody() {
		return this.body.length > 0;
	}

	boolean hasContentType() {
		return this.headers.getFirst(HttpHeaders.CONTENT_TYPE) != null;
	}

	@Nullable MediaType contentType() {
		try {
			return this.headers.getContentType();
		}
		catch (InvalidMediaTypeException ex) {
			return null;
		}
	}

	String text() {
		return new String(this.body, StandardCharsets.UTF_8).strip();
	}

	/**
	 * Describe the response without its body, which may contain a secret.
	 * @return the status, the content type and whether there is a body, in words
	 */
	String describe() {
		return describeHead() + (hasBody() ? "" : ", an empty body");
	}

	/**
	 * Describe the status line and headers.
	 * @return the status and the content type, in words
	 */
	String describeHead() {
		MediaType type = contentType();
		String content;
		if (type != null) {
			content = "the content type " + type.getType() + "/" + type.getSubtype();
		}
		else {
			content = hasContentType() ? "an invalid content type" : "no content type";
		}
		return "HTTP " + this.status.value() + ", " + content;
	}

}
