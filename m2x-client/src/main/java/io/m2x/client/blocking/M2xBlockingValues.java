package io.m2x.client.blocking;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.m2x.client.error.M2xException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.SortDirection;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.DataPoints;
import io.m2x.client.values.DeviceDataPoints;
import io.m2x.client.values.DeviceReading;
import io.m2x.client.values.ExportQuery;
import io.m2x.client.values.ExportRow;
import io.m2x.client.values.M2xValues;
import io.m2x.client.values.Sampling;
import io.m2x.client.values.SamplingType;
import io.m2x.client.values.StreamStats;
import io.m2x.client.values.ValuesQuery;
import io.m2x.client.values.ValuesSearch;

/**
 * Blocking twin of {@link M2xValues}: values of data streams.
 *
 * @since 0.1.0
 */
public interface M2xBlockingValues {

	/**
	 * Write one value.
	 * @param device the device
	 * @param stream the name of the stream, which must exist
	 * @param point the value and its time
	 */
	void write(DeviceRef device, String stream, DataPoint point);

	/**
	 * Write a number for now.
	 * @param device the device
	 * @param stream the name of a numeric stream, which must exist
	 * @param value the number, neither NaN nor infinite
	 */
	void write(DeviceRef device, String stream, double value);

	/**
	 * Write a text for now.
	 * @param device the device
	 * @param stream the name of an alphanumeric stream, which must exist
	 * @param value the text
	 */
	void write(DeviceRef device, String stream, String value);

	/**
	 * Write a number for an instant.
	 * @param device the device
	 * @param stream the name of a numeric stream, which must exist
	 * @param timestamp the instant, to the millisecond
	 * @param value the number, neither NaN nor infinite
	 */
	void write(DeviceRef device, String stream, Instant timestamp, double value);

	/**
	 * Write a text for an instant.
	 * @param device the device
	 * @param stream the name of an alphanumeric stream, which must exist
	 * @param timestamp the instant, to the millisecond
	 * @param value the text
	 */
	void write(DeviceRef device, String stream, Instant timestamp, String value);

	/**
	 * Write several values of one stream. More than a request can hold are sent in
	 * several, one after the other; if one fails, {@link M2xException#accepted()}
	 * tells how many values came before it. The whole write can then be repeated, as
	 * values with a time replace themselves.
	 * @param device the device
	 * @param stream the name of the stream, which must exist
	 * @param points the values; those without a timestamp are for now, each a
	 * millisecond after the one before
	 */
	void writeAll(DeviceRef device, String stream, Collection<DataPoint> points);

	/**
	 * Write values of one stream as they come, in batches: what has come while a
	 * request was under way makes the next one, and a value waits 100 ms at most for
	 * others. One request follows the other, in the order of the values; the stream is
	 * asked for more only as requests are accepted, and is a few thousand values ahead
	 * at most. Nothing is sent for a stream without values.
	 * <p>
	 * If a request fails, the stream is closed and {@link M2xException#accepted()}
	 * tells how many values were accepted, from the first one; those after them that
	 * were taken from the stream are lost. If the stream itself fails, or gives a
	 * value that can't be written, the values before are sent first, and the failure
	 * then passes on as it is.
	 * @param device the device
	 * @param stream the name of the stream, which must exist
	 * @param points the values, which are taken by another thread and may never end;
	 * those without a timestamp are for the time at which they come
	 */
	void writeAll(DeviceRef device, String stream, Stream<DataPoint> points);

	/**
	 * Write one value for each of several streams, all for the same instant.
	 * @param device the device
	 * @param reading the values; the streams must exist
	 */
	void write(DeviceRef device, DeviceReading reading);

	/**
	 * Write many values of many streams, stream by stream. More than a request can
	 * hold are sent in several, one after the other; if one fails,
	 * {@link M2xException#accepted()} tells how many values came before it. The whole
	 * write can then be repeated, as values with a time replace themselves.
	 * @param device the device
	 * @param points the values by name of the stream; the streams must exist. Values
	 * without a timestamp are for now, each a millisecond after the one before in its
	 * stream.
	 */
	void writeAll(DeviceRef device, Map<String, ? extends Collection<DataPoint>> points);

	/**
	 * Read values of one stream: the newest of the range, 100 unless the query has
	 * another limit. {@link DataPoints#mayHaveMore()} tells whether there may be more;
	 * {@link #listAll(DeviceRef, String, ValuesQuery) listAll} reads all.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values
	 * @return the values, newest first
	 */
	DataPoints list(DeviceRef device, String stream, ValuesQuery query);

	/**
	 * Read all values of one stream, newest first. The next part is fetched when the
	 * values of the one before are used up; what is newer than the values already read
	 * is not noticed.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values; its limit is the number of values that are fetched at
	 * once, 1000 by default
	 * @return the values
	 */
	Stream<DataPoint> listAll(DeviceRef device, String stream, ValuesQuery query);

	/**
	 * Read all values of one stream in either direction. The next part is fetched when
	 * the values of the one before are used up; what was passed by is not noticed any
	 * more. Values that are written meanwhile are found by a walk from the oldest to
	 * the newest.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values; its limit is the number of values that are fetched at
	 * once, 1000 by default
	 * @param direction where to begin
	 * @return the values
	 */
	Stream<DataPoint> listAll(DeviceRef device, String stream, ValuesQuery query, SortDirection direction);

	/**
	 * Read values of several streams: the newest rows of the range, 100 unless the
	 * query has another limit. {@link DeviceDataPoints#mayHaveMore()} tells whether
	 * there may be more;
	 * {@link #listAllAcross(DeviceRef, List, ValuesQuery) listAllAcross} reads all.
	 * @param device the device
	 * @param streams the names of the streams, or {@code null} for all
	 * @param query which values; bounds of values do not apply here
	 * @return the values, one row per timestamp, newest first
	 */
	DeviceDataPoints listAcross(DeviceRef device, @Nullable List<String> streams, ValuesQuery query);

	/**
	 * Read all values of several streams, newest first; the API has no other order
	 * here. The next part is fetched when the rows of the one before are used up; what
	 * is newer than the rows already read is not noticed.
	 * @param device the device
	 * @param streams the names of the streams, or {@code null} for all
	 * @param query which values; bounds of values do not apply here, and the limit is
	 * the number of rows that are fetched at once, 1000 by default
	 * @return the values, one row per timestamp
	 */
	Stream<DeviceDataPoints.Row> listAllAcross(DeviceRef device, @Nullable List<String> streams, ValuesQuery query);

	/**
	 * Find values of several streams by what the streams held at the same instant: the
	 * newest rows, 100 unless the search has another limit.
	 * {@link DeviceDataPoints#mayHaveMore()} tells whether there may be more;
	 * {@link #searchAll(DeviceRef, ValuesSearch) searchAll} finds all.
	 * @param device the device
	 * @param search which values
	 * @return the values, one row per timestamp, newest first
	 */
	DeviceDataPoints search(DeviceRef device, ValuesSearch search);

	/**
	 * Find all values of several streams by what the streams held at the same instant,
	 * newest first; the API has no other order here. The next part is fetched when the
	 * rows of the one before are used up; what is newer than the rows already read is
	 * not noticed.
	 * @param device the device
	 * @param search which values; its limit is the number of rows that are fetched at
	 * once, 1000 by default
	 * @return the values, one row per timestamp
	 */
	Stream<DeviceDataPoints.Row> searchAll(DeviceRef device, ValuesSearch search);

	/**
	 * Return statistics of a numeric stream.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values; a limit does not apply here
	 * @return the statistics
	 */
	StreamStats stats(DeviceRef device, String stream, ValuesQuery query);

	/**
	 * Return a numeric stream thinned out: the newest samples of the range, 1000 at
	 * most;
	 * {@link #samplingAll(DeviceRef, String, SamplingType, long, ValuesQuery) samplingAll}
	 * reads all. Without a start the range spans 1000 intervals.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param type how a bucket becomes one value
	 * @param interval the length of a bucket in seconds, from 1; for
	 * {@link SamplingType#NTH} every how many values one is taken
	 * @param query which values
	 * @return the samples, newest first
	 */
	Sampling sampling(DeviceRef device, String stream, SamplingType type, long interval, ValuesQuery query);

	/**
	 * Return all of a numeric stream thinned out, newest first. The next part is
	 * fetched when the samples of the one before are used up.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param type how a bucket becomes one value
	 * @param interval the length of a bucket in seconds, from 1; for
	 * {@link SamplingType#NTH} every how many values one is taken
	 * @param query which values, from the first one of the stream if it has no start;
	 * its limit is the number of samples that are fetched at once, 1000 by default
	 * @return the samples
	 */
	Stream<DataPoint> samplingAll(DeviceRef device, String stream, SamplingType type, long interval, ValuesQuery query);

	/**
	 * Delete the values of a range of time.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param from the earliest instant, included
	 * @param end the latest instant, included
	 */
	void delete(DeviceRef device, String stream, Instant from, Instant end);

	/**
	 * Start an export of values; M2X makes the file in a job. When the call has to be
	 * repeated because the answer got lost, a job may be left over whose id nobody
	 * knows.
	 * @param device the device
	 * @param query which values; how to wait does not apply here
	 * @return the id of the job
	 */
	String startExport(DeviceRef device, ExportQuery query);

	/**
	 * Export values: start the export, wait for its job, and read the file while it is
	 * downloaded. Close the stream: it holds a connection until its end.
	 * @param device the device
	 * @param query which values, and how to wait
	 * @return one row per timestamp, newest first; no more of the file than a few rows
	 * is in memory, however slowly they are taken
	 */
	Stream<ExportRow> exportCsv(DeviceRef device, ExportQuery query);

}
