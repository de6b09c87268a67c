package io.m2x.server.tasks;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;

/**
 * Lets the library speak SQL that every database of the server understands, with all
 * times in UTC.
 */
final class PortableSql extends DefaultJdbcCustomization {

	PortableSql() {
		super(true);
	}

	// The standard's own words for it are unknown to some.
	@Override
	public String getQueryLimitPart(int limit) {
		return " LIMIT " + limit;
	}

}
