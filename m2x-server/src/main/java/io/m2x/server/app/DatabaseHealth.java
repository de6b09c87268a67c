package io.m2x.server.app;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import io.m2x.server.store.Database;

/**
 * Shows whether the server can store data.
 */
class DatabaseHealth implements HealthIndicator {

	private final Database database;

	DatabaseHealth(Database database) {
		this.database = database;
	}

	@Override
	public Health health() {
		return (this.database.isAvailable() ? Health.up() : Health.down()).build();
	}

}
