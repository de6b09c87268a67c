package io.m2x.server.security;

import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * The use of a key.
 *
 * @param key the key as it was sent
 * @param method the method of the request
 * @param remote the address of the sender
 */
record Attempt(String key, HttpMethod method, @Nullable InetSocketAddress remote) {

	// Shows no key.
	@Override
	public String toString() {
		return "Attempt[" + this.method + "]";
	}

}
