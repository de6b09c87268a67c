package io.m2x.server.security;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks up who holds a key. The owner of the keys implements it, as applications do with
 * Spring Security's {@code UserDetailsService}.
 *
 * @since 0.1.0
 */
public interface KeyHolders {

	/**
	 * Find the holder of a key.
	 * @param key the key as it was sent
	 * @return the holder, empty if there is no such key
	 */
	Optional<KeyHolder> find(String key);

	/**
	 * Return the versions of keys.
	 * @param rows the rows of the keys
	 * @return the versions of those that there are and whose accounts are in use, by row
	 */
	Map<Long, Long> versions(Set<Long> rows);

}
