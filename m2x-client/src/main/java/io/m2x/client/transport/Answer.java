package io.m2x.client.transport;

import java.nio.charset.StandardCharsets;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * An answer read to its end.
 */
final class Answer {

	private final HttpStatusCode status;

	private final HttpHeaders headers;

	private final byte[] body;

	Answer(HttpStatusCode status, HttpHeaders headers, byte[] body) {
		this.status = status;
		this.headers = headers;
		this.body = body;
	}

	static Answer none() {
		return new Answer(HttpStatus.NO_CONTENT, new HttpHeaders(), new byte[0]);
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

	String text() {
		return new String(this.body, StandardCharsets.UTF_8).strip();
	}

}
