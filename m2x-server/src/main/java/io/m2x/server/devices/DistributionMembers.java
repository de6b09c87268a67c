package io.m2x.server.devices;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which devices came from which distributions.
 *
 * @since 0.1.0
 */
@Component
public final class DistributionMembers {

	private static final int RELEASED_AT_ONCE = 10_000;

	private final JdbcClient jdbc;

	DistributionMembers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Return how many devices a distribution has.
	 * @param distribution the row of the distribution in SQL
	 * @return the number in SQL
	 */
	public static String count(String distribution) {
		return "(SELECT COUNT(*) FROM devices d WHERE d.distribution_id = " + distribution + ")";
	}

	/**
	 * Return the devices of a distribution.
	 * @param distribution the row of the distribution in SQL
	 * @return a select of rows
	 */
	public static String devices(String distribution) {
		return "SELECT d.id FROM devices d WHERE d.distribution_id = " + distribution;
	}

	/**
	 * Return whether a distribution has devices.
	 * @param distribution the row of the distribution
	 * @return whether there is any
	 */
	public boolean isAny(long distribution) {
		return this.jdbc.sql("SELECT id FROM devices WHERE distribution_id = :distribution LIMIT 1")
			.param("distribution", distribution)
			.query(Long.class)
			.optional()
			.isPresent();
	}

	/**
	 * Remove devices from a distribution, as many as a short transaction can.
	 * @param distribution the row of the distribution, locked
	 * @return whether there are more
	 */
	public boolean release(long distribution) {
		Optional<Long> last = this.jdbc.sql("""
				SELECT id FROM devices WHERE distribution_id = :distribution ORDER BY id
				LIMIT 1 OFFSET :count""")
			.param("distribution", distribution)
			.param("count", RELEASED_AT_ONCE)
			.query(Long.class)
			.optional();
		this.jdbc.sql("""
				UPDATE devices SET distribution_id = NULL, version = version + 1
				WHERE distribution_id = :distribution AND id <= :last""")
			.param("distribution", distribution)
			.param("last", last.orElse(Long.MAX_VALUE))
			.update();
		return last.isPresent();
	}

}
