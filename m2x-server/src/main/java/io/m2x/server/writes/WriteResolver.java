package io.m2x.server.writes;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceScope;
import io.m2x.server.access.DeviceVersion;
import io.m2x.server.security.Authenticator;
import io.m2x.server.security.Caller;

/**
 * Finds out whether a request may write, where to, and what. What is known in memory can
 * let a request in; before one is refused, the database is asked.
 */
@Component
final class WriteResolver {

	private final Authenticator authenticator;

	private final DeviceAccess access;

	private final Targets targets;

	WriteResolver(Authenticator authenticator, DeviceAccess access, Targets targets) {
		this.authenticator = authenticator;
		this.access = access;
		this.targets = targets;
	}

	// Resolve a write with what is known and return whether that was possible.
	boolean presume(DataWrite write) {
		@Nullable Target target = this.targets.findKnown(write.name());
		@Nullable DeviceScope scope = (target != null) ? this.access.presume(write.caller(), target.device()).orElse(null) : null;
		if (target == null || scope == null) {
			return false;
		}
		try {
			write.read(write.caller(), target, new Destination(scope, target.streams()));
			return true;
		}
		catch (RuntimeException ex) {
			// What is wrong with it may be right by now.
			return false;
		}
	}

	// Resolve a write with the database.
	void resolve(DataWrite write) {
		renew(write, Map.of());
	}

	// Resolve a write with the database, except for what is known of devices at their
	// present versions.
	void renew(DataWrite write, Map<Long, DeviceVersion> versions) {
		Caller caller = this.authenticator.renew(write.caller());
		@Nullable Target target = current(write, versions);
		DeviceScope scope = this.access.toWriteStream(caller, (target != null) ? target.device() : null);
		Target found = Objects.requireNonNull(target);
		write.read(caller, found, new Destination(scope, found.streams()));
	}

	private @Nullable Target current(DataWrite write, Map<Long, DeviceVersion> versions) {
		@Nullable Target known = this.targets.findKnown(write.name());
		boolean current = known != null && known.device().version().equals(versions.get(known.device().row()));
		return current ? known : this.targets.load(write.name());
	}

}
