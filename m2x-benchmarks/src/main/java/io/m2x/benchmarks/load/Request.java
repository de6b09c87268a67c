package io.m2x.benchmarks.load;

import java.nio.charset.StandardCharsets;

/**
 * Gives the bytes of one request after the other of a connection.
 */
@FunctionalInterface
interface Request {

	/**
	 * Return the bytes of the next request.
	 * @return the bytes, which stay as they are until the next call
	 */
	byte[] next();

	static Request fixed(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return () -> bytes;
	}

	/**
	 * Write down a request.
	 * @param start the method and the path
	 * @param key the API key, or empty
	 * @param body the body, or empty
	 * @return the text of the request
	 */
	static String text(String start, String key, String body) {
		return start + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + (key.isEmpty() ? "" : "X-M2X-KEY: " + key + "\r\n")
				+ (body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: "
						+ body.getBytes(StandardCharsets.UTF_8).length + "\r\n")
				+ "\r\n" + body;
	}

}
