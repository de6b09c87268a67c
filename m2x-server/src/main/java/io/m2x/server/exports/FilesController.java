package io.m2x.server.exports;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

import io.m2x.server.store.Tokens;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.Fields;
import io.m2x.server.web.PublicAccess;

/**
 * Sends a file to everybody who knows its address.
 */
@RestController
final class FilesController {

	private static final int BUFFER_SIZE = 16 * 1024;

	private static final String GZIP = "gzip";

	/** A file never changes, but is deleted some day. */
	private static final CacheControl CACHED = CacheControl.maxAge(Duration.ofHours(1)).cachePrivate();

	private static final String IDENTITY = "identity";

	private final ExportFiles files;

	private final Scheduler scheduler;

	FilesController(ExportFiles files, @Qualifier("m2xScheduler") Scheduler scheduler) {
		this.files = files;
		this.scheduler = scheduler;
	}

	@PublicAccess
	@GetMapping(BaseUrls.FILES + "/{token}/{name}")
	ResponseEntity<Flux<DataBuffer>> download(ServerHttpRequest request, @PathVariable String token,
			@PathVariable String name) {
		boolean possible = Tokens.isToken(token) && Fields.isStorable(name);
		ExportFile file = (possible ? this.files.find(token, name) : Optional.<ExportFile>empty())
			.orElseThrow(() -> ApiException.notFound("File"));
		HttpHeaders headers = request.getHeaders();
		boolean compressed = acceptsGzip(String.join(",", headers.getOrEmpty(HttpHeaders.ACCEPT_ENCODING)));
		@Nullable Long length = file.length(compressed);
		boolean head = HttpMethod.HEAD.equals(request.getMethod());
		@Nullable HttpRange range = (length != null && !head) ? range(headers, file, compressed) : null;
		ResponseEntity.BodyBuilder response = ResponseEntity
			.status((range != null) ? HttpStatus.PARTIAL_CONTENT : HttpStatus.OK)
			.cacheControl(CACHED)
			.eTag(file.tag(compressed))
			.lastModified(file.finished())
			.header(HttpHeaders.CONTENT_TYPE, "text/csv; charset=UTF-8")
			.header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
			// Set in either case, so that no proxy compresses a response that has a
			// length and ranges.
			.header(HttpHeaders.CONTENT_ENCODING, compressed ? GZIP : IDENTITY);
		long first = 0;
		long size = Long.MAX_VALUE;
		if (length != null) {
			first = (range != null) ? first(range, length) : 0;
			size = (range != null) ? range.getRangeEnd(length) - first + 1 : length;
			response.header(HttpHeaders.ACCEPT_RANGES, "bytes").contentLength(size);
			if (range != null) {
				response.header(HttpHeaders.CONTENT_RANGE, "bytes " + first + "-" + (first + size - 1) + "/" + length);
			}
		}
		return head ? response.build() : response.body(read(file.job(), compressed, first, size));
	}

	// The whole file is a valid response to several ranges at once (RFC 9110, 14.2) and
	// to an invalid range.
	private static @Nullable HttpRange range(HttpHeaders headers, ExportFile file, boolean compressed) {
		@Nullable String condition = headers.getFirst(HttpHeaders.IF_RANGE);
		if (condition != null && !condition.equals(file.tag(compressed)) && !isTimeOf(file, headers)) {
			return null;
		}
		try {
			List<HttpRange> ranges = headers.getRange();
			return (ranges.size() == 1) ? ranges.get(0) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static boolean isTimeOf(ExportFile file, HttpHeaders headers) {
		try {
			return headers.getFirstDate(HttpHeaders.IF_RANGE) / 1000 == file.finished().getEpochSecond();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static long first(HttpRange range, long length) {
		long first = range.getRangeStart(length);
		if (first >= length) {
			ErrorResponseException exception = new ErrorResponseException(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE);
			exception.getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + length);
			throw exception;
		}
		return first;
	}

	// The file is read chunk by chunk as the client demands more.
	private Flux<DataBuffer> read(long job, boolean compressed, long first, long size) {
		Flux<DataBuffer> content = DataBufferUtils
			.readInputStream(() -> open(job, compressed), DefaultDataBufferFactory.sharedInstance, BUFFER_SIZE)
			.subscribeOn(this.scheduler);
		return DataBufferUtils.takeUntilByteCount(DataBufferUtils.skipUntilByteCount(content, first), size);
	}

	private InputStream open(long job, boolean compressed) throws IOException {
		InputStream content = this.files.open(job);
		return compressed ? content : new GZIPInputStream(content, BUFFER_SIZE);
	}

	static boolean acceptsGzip(String encodings) {
		for (String encoding : encodings.toLowerCase(Locale.ROOT).split(",", -1)) {
			String[] parts = encoding.strip().split("\\s*;\\s*", 2);
			if (parts[0].equals(GZIP)) {
				return parts.length == 1 || !parts[1].matches("q\\s*=\\s*0(\\.0*)?");
			}
		}
		return false;
	}

}
