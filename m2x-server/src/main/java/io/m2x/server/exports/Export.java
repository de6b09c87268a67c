package io.m2x.server.exports;

import java.util.List;

/**
 * What is to be exported.
 *
 * @param job the row of the job
 * @param device the row of the device
 * @param columns the streams in the order of their columns
 * @param start the earliest time, milliseconds since 1970
 * @param end the latest time, milliseconds since 1970
 * @param limit the greatest number of rows, the newest ones
 * @param withLocation whether each row tells where the device was
 * @param forSpreadsheet whether text that a spreadsheet would run is made harmless
 * @param attempt how often the work was begun, with this time
 */
record Export(long job, long device, List<Column> columns, long start, long end, long limit, boolean withLocation,
		boolean forSpreadsheet, int attempt) {

	Export {
		columns = List.copyOf(columns);
	}

	/**
	 * A stream that is exported.
	 *
	 * @param stream the row of the stream
	 * @param name the name
	 * @param numeric whether the values are numbers, not text
	 */
	record Column(long stream, String name, boolean numeric) {

	}

}
