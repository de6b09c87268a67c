package io.m2x.server.accounts;

import java.util.Optional;

/**
 * Keeps the master keys that come with accounts. The owner of the keys implements it.
 *
 * @since 0.1.0
 */
public interface MasterKeys {

	/**
	 * Find the master key that came with an account.
	 * @param account the row of the account
	 * @return the key, to be kept secret
	 */
	Optional<String> find(long account);

	/**
	 * Return whether a key is in use, whatever it is for.
	 * @param key the key
	 * @return whether it is a key already
	 */
	boolean isUsed(String key);

	/**
	 * Add the master key of a new account.
	 * @param account the row of the account
	 * @param key the key
	 * @param now milliseconds since 1970
	 */
	void add(long account, String key, long now);

	/**
	 * Replace the master key that came with an account.
	 * @param account the row of the account, locked
	 * @param key the new key
	 */
	void replace(long account, String key);

}
