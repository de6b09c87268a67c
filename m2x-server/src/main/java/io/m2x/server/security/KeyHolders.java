package io.m2x.server.security;

import java.util.Optional;

/**
 * Looks up who holds a key. The owner of the keys implements it, as applications do with
 * Spring Security's {@code UserDetailsService}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface KeyHolders {

	/**
	 * Find the holder of a key.
	 * @param key the key as it was sent
	 * @return the holder, empty if there is no such key
	 */
	Optional<KeyHolder> find(String key);

}
