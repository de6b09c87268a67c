package io.m2x.server.devices;

import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds many devices at once by their ids or serials.
 *
 * @since 0.1.0
 */
@Component
public final class DeviceLookup {

	private final JdbcClient jdbc;

	DeviceLookup(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Find devices by their ids.
	 * @param accounts the accounts that the devices may belong to
	 * @param ids the ids on the wire
	 * @return the devices
	 */
	public List<Found> byId(Collection<Long> accounts, Collection<String> ids) {
		return find("public_id", accounts, ids);
	}

	/**
	 * Find devices by their serials.
	 * @param accounts the accounts that the devices may belong to
	 * @param serials the serials
	 * @return the devices
	 */
	public List<Found> bySerial(Collection<Long> accounts, Collection<String> serials) {
		return find("serial", accounts, serials);
	}

	private List<Found> find(String column, Collection<Long> accounts, Collection<String> names) {
		if (names.isEmpty()) {
			return List.of();
		}
		return this.jdbc
			.sql("SELECT id, account_id, " + column + " FROM devices WHERE account_id IN (:accounts) AND " + column
					+ " IN (:names)")
			.param("accounts", accounts)
			.param("names", names)
			.query((row, index) -> new Found(row.getLong(1), row.getLong(2), row.getString(3)))
			.list();
	}

	/**
	 * A device that was found.
	 *
	 * @param row the row of the device
	 * @param account the account of the device
	 * @param text the id or serial by which it was found
	 */
	public record Found(long row, long account, String text) {

	}

}
