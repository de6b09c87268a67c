package io.m2x.server.accounts;

import org.jspecify.annotations.Nullable;

/**
 * What can be chosen about an account.
 *
 * @param masterKey the key to the whole account, 32 lowercase hex digits; {@code null} to
 * keep the stored one or to generate one
 * @param active whether keys of the account work; {@code null} to leave that as it is
 * @since 0.1.0
 */
public record AccountSettings(@Nullable String masterKey, @Nullable Boolean active) {

	/**
	 * Return settings that choose nothing but the key.
	 * @param masterKey the key, or {@code null} to keep the stored one or to generate one
	 * @return the settings
	 */
	public static AccountSettings ofKey(@Nullable String masterKey) {
		return new AccountSettings(masterKey, null);
	}

	@Override
	public String toString() {
		return "AccountSettings[active=" + this.active + "]";
	}

}
