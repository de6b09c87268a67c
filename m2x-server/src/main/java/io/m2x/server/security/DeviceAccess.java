package io.m2x.server.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;

/**
 * Finds the device that a path names and decides what the caller may do with it.
 *
 * @since 0.1.0
 */
@Component
public final class DeviceAccess {

	/** The path of a device by its id; reserved words are no ids. */
	public static final String BY_ID = BaseUrls.PREFIX + "/devices/{id:(?!(?:catalog|search|serial|tags)$).+}";

	/** The path of a device by its serial. */
	public static final String BY_SERIAL = BaseUrls.PREFIX + "/devices/serial/{serial}";

	private static final String COLUMNS = "SELECT id, account_id, public_id, visibility, distribution_id FROM devices ";

	private final JdbcClient jdbc;

	/**
	 * Create the access to devices.
	 * @param jdbc access to the database
	 */
	public DeviceAccess(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Find the device for reading it as a whole.
	 * @param caller the caller
	 * @param request the request
	 * @return the device
	 */
	public DeviceScope toRead(Caller caller, ApiRequest request) {
		return wholeDevice(toReadStream(caller, request));
	}

	/**
	 * Find the device for reading one of its streams. Of a public device, the key to one
	 * stream opens what everybody may read.
	 * @param caller the caller
	 * @param request the request
	 * @return the device
	 */
	public DeviceScope toReadStream(Caller caller, ApiRequest request) {
		Optional<Row> row = find(caller, request);
		if (row.isPresent() && row.get().isPublic && (caller.stream() != null || !isCovered(row.get(), caller))) {
			return row.get().scope(false, null);
		}
		return owned(row, caller);
	}

	/**
	 * Find the device for changing its data.
	 * @param caller the caller
	 * @param request the request
	 * @return the device
	 */
	public DeviceScope toWrite(Caller caller, ApiRequest request) {
		return wholeDevice(toWriteStream(caller, request));
	}

	/**
	 * Find the device for changing one of its streams.
	 * @param caller the caller
	 * @param request the request
	 * @return the device
	 */
	public DeviceScope toWriteStream(Caller caller, ApiRequest request) {
		return owned(find(caller, request), caller);
	}

	/**
	 * Find the device for dealing with its commands, which only its primary key and the
	 * account may do.
	 * @param caller the caller
	 * @param request the request
	 * @return the device
	 */
	public DeviceScope toCommand(Caller caller, ApiRequest request) {
		caller.requireKey();
		if (!caller.isMasterOrPrimary()) {
			throw ApiException.forbidden();
		}
		return owned(find(caller, request), caller);
	}

	/**
	 * Find the device for what only the account may do with it.
	 * @param caller the caller
	 * @param request the request
	 * @return the device
	 */
	public DeviceScope toManage(Caller caller, ApiRequest request) {
		caller.requireMaster();
		return owned(find(caller, request), caller);
	}

	/**
	 * Let no other transaction change the device or anything in it until this one ends.
	 * @param scope the device
	 */
	public void lock(DeviceScope scope) {
		boolean present = this.jdbc.sql("SELECT id FROM devices WHERE id = :device FOR UPDATE")
			.param("device", scope.device())
			.query(Long.class)
			.optional()
			.isPresent();
		if (!present) {
			throw ApiException.notFound("Device");
		}
	}

	/**
	 * Note that the device sent data.
	 * @param scope the device
	 * @param now milliseconds since 1970
	 */
	public void touch(DeviceScope scope, long now) {
		this.jdbc.sql("UPDATE devices SET active_at = :now WHERE id = :device")
			.param("now", now)
			.param("device", scope.device())
			.update();
	}

	private static DeviceScope wholeDevice(DeviceScope scope) {
		if (scope.stream() != null) {
			throw ApiException.forbidden();
		}
		return scope;
	}

	private DeviceScope owned(Optional<Row> row, Caller caller) {
		caller.requireKey();
		if (row.isPresent() && isCovered(row.get(), caller)) {
			return row.get().scope(true, caller.stream());
		}
		// Only the account learns which devices there are.
		throw caller.isMaster() ? ApiException.notFound("Device") : ApiException.forbidden();
	}

	private boolean isCovered(Row row, Caller caller) {
		if (caller.collection() != null) {
			return isInCollection(row.device(), caller.collection());
		}
		if (caller.distribution() != null) {
			return caller.distribution().equals(row.distribution());
		}
		return (caller.device() != null) ? caller.device() == row.device()
				: Objects.equals(caller.account(), row.account());
	}

	private boolean isInCollection(long device, long collection) {
		return this.jdbc.sql("""
				SELECT COUNT(*) FROM collection_devices d JOIN collection_paths p ON p.collection_id = d.collection_id
				WHERE d.device_id = :device AND p.ancestor_id = :collection""")
			.param("device", device)
			.param("collection", collection)
			.query(Long.class)
			.single() > 0;
	}

	private Optional<Row> find(Caller caller, ApiRequest request) {
		@Nullable String id = request.pathVariable("id");
		if (id != null) {
			return this.jdbc.sql(COLUMNS + "WHERE public_id = :id").param("id", id).query(Row::read).optional();
		}
		return this.jdbc.sql(COLUMNS + "WHERE account_id = :account AND serial = :serial")
			.param("account", caller.requireKey())
			.param("serial", request.pathVariable("serial"))
			.query(Row::read)
			.optional();
	}

	/**
	 * What must be known about a device to decide.
	 *
	 * @param device the row of the device
	 * @param account the account of the device
	 * @param id the id on the wire
	 * @param isPublic whether anyone may read it
	 * @param distribution the distribution that it came from, or {@code null}
	 */
	private record Row(long device, long account, String id, boolean isPublic, @Nullable Long distribution) {

		static Row read(ResultSet row, int index) throws SQLException {
			return new Row(row.getLong(1), row.getLong(2), row.getString(3), "public".equals(row.getString(4)),
					row.getObject(5, Long.class));
		}

		DeviceScope scope(boolean owner, @Nullable Long stream) {
			return new DeviceScope(this.device, this.id, owner, stream);
		}

	}

}
