package io.m2x.server.requestlog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A logged request, in the form of the API's JSON.
 *
 * @param timestamp the time of the response
 * @param status the status of the response
 * @param httpMethod the verb
 * @param method the verb once more, under the name that some clients look for
 * @param path the path below the base URL, as it was sent
 */
record Entry(Instant timestamp, int status, String httpMethod, String method, String path) {

	static Entry read(ResultSet row, int index) throws SQLException {
		String method = row.getString(3);
		return new Entry(Instant.ofEpochMilli(row.getLong(1)), row.getInt(2), method, method, row.getString(4));
	}

}
