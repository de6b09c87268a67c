package io.m2x.server.writes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.m2x.server.access.DeviceVersion;
import io.m2x.server.access.KnownCollections;
import io.m2x.server.access.KnownDevices;
import io.m2x.server.access.Membership;
import io.m2x.server.security.Credential;
import io.m2x.server.security.KeyHolders;

/**
 * Verifies in the transaction of a group what its writes were resolved with. A write that
 * was resolved with something outdated is resolved again, as if it had come after the
 * change.
 */
@Component
final class GroupVerifier {

	/** How often a write can find itself at another device. */
	private static final int MAX_MOVES = 5;

	private final KnownDevices devices;

	private final KeyHolders keys;

	private final KnownCollections collections;

	private final WriteResolver resolver;

	GroupVerifier(KnownDevices devices, KeyHolders keys, KnownCollections collections, WriteResolver resolver) {
		this.devices = devices;
		this.keys = keys;
		this.collections = collections;
		this.resolver = resolver;
	}

	// Lock the devices and return the writes that may be done, in their order.
	List<DataWrite> verify(List<DataWrite> group) {
		SortedSet<Long> rows = new TreeSet<>();
		Set<Long> keyRows = new HashSet<>();
		for (DataWrite write : group) {
			rows.add(write.device());
			keyRows.add(credential(write).row());
		}
		Map<Long, DeviceVersion> versions = new HashMap<>(this.devices.lock(rows));
		Map<Long, Long> keyVersions = this.keys.versions(keyRows);
		List<DataWrite> valid = new ArrayList<>(group.size());
		for (DataWrite write : group) {
			write.finish(null);
			boolean current = isCurrent(write, versions)
					&& Objects.equals(keyVersions.get(credential(write).row()), credential(write).version());
			if (current || tryRenew(write, versions)) {
				valid.add(write);
			}
		}
		return withMembers(valid, versions);
	}

	// Keys to collections are verified by what is in the collections.
	private List<DataWrite> withMembers(List<DataWrite> writes, Map<Long, DeviceVersion> versions) {
		Set<Membership> asked = new HashSet<>();
		for (DataWrite write : writes) {
			@Nullable Membership membership = write.membership();
			if (membership != null) {
				asked.add(membership);
			}
		}
		if (asked.isEmpty()) {
			return writes;
		}
		Set<Membership> found = this.collections.containing(asked);
		return writes.stream()
			.filter((write) -> write.membership() == null || found.contains(write.membership())
					|| tryRenew(write, versions))
			.toList();
	}

	private boolean tryRenew(DataWrite write, Map<Long, DeviceVersion> versions) {
		try {
			renew(write, versions);
			return true;
		}
		catch (DataAccessException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			write.finish(ex);
			return false;
		}
	}

	private void renew(DataWrite write, Map<Long, DeviceVersion> versions) {
		for (int moves = 0; moves < MAX_MOVES; moves++) {
			this.resolver.renew(write, versions);
			if (isCurrent(write, versions)) {
				return;
			}
			versions.putAll(this.devices.lock(new TreeSet<>(Set.of(write.device()))));
			if (isCurrent(write, versions)) {
				return;
			}
		}
		throw new ConcurrencyFailureException("The device was changed again and again");
	}

	private static boolean isCurrent(DataWrite write, Map<Long, DeviceVersion> versions) {
		return write.target().device().version().equals(versions.get(write.device()));
	}

	private static Credential credential(DataWrite write) {
		return Objects.requireNonNull(write.caller().credential());
	}

}
