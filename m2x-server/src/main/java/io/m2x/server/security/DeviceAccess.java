package io.m2x.server.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;

/**
 * Finds the device that a path names and decides what the caller may do with it.
 *
 * @since 0.1.0
 */
public final class DeviceAccess {

	/** The path of a device by its id; reserved words are no ids. */
	public static final String BY_ID = BaseUrls.PREFIX + "/devices/{id:(?!(?:catalog|search|serial|tags)$).+}";

	/** The path of a device by its serial. */
	public static final String BY_SERIAL = BaseUrls.PREFIX + "/devices/serial/{serial}";

	private static final String COLUMNS = "SELECT id, account_id, public_id, visibility FROM devices ";

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
		return wholeDevice(toReadStream(caller, request), caller, request);
	}

	/**
	 * Find the device for reading one of its streams.
	 * @param caller the caller
	 * @param request the request
	 * @return the device
	 */
	public DeviceScope toReadStream(Caller caller, ApiRequest request) {
		Optional<Row> row = find(caller, request);
		if (row.isPresent() && !row.get().coveredBy(caller) && row.get().isPublic) {
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
		DeviceScope scope = toWriteStream(caller, request);
		if (scope.stream() != null) {
			throw ApiException.forbidden();
		}
		return scope;
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

	private DeviceScope wholeDevice(DeviceScope scope, Caller caller, ApiRequest request) {
		if (scope.stream() == null) {
			return scope;
		}
		return find(caller, request).filter((row) -> row.isPublic)
			.map((row) -> row.scope(false, null))
			.orElseThrow(ApiException::forbidden);
	}

	private static DeviceScope owned(Optional<Row> row, Caller caller) {
		caller.requireKey();
		if (row.isPresent() && row.get().coveredBy(caller)) {
			return row.get().scope(true, caller.stream());
		}
		// A device key learns nothing about other devices, not even whether they exist.
		throw (caller.device() != null) ? ApiException.forbidden() : ApiException.notFound("Device");
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
	 */
	private record Row(long device, long account, String id, boolean isPublic) {

		static Row read(ResultSet row, int index) throws SQLException {
			return new Row(row.getLong(1), row.getLong(2), row.getString(3), "public".equals(row.getString(4)));
		}

		boolean coveredBy(Caller caller) {
			return (caller.device() != null) ? caller.device() == this.device
					: Objects.equals(caller.account(), this.account);
		}

		DeviceScope scope(boolean owner, @Nullable Long stream) {
			return new DeviceScope(this.device, this.id, owner, stream);
		}

	}

}
