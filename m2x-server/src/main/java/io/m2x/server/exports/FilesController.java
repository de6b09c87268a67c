package io.m2x.server.exports;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

import io.m2x.server.security.Caller;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.BaseUrls;

/**
 * Hands files out to anyone who knows where they are.
 */
@RestController
final class FilesController {

	private static final int BUFFER_SIZE = 16 * 1024;

	private static final String GZIP = "gzip";

	/** A file never changes, but goes away one day. */
	private static final CacheControl CACHED = CacheControl.maxAge(Duration.ofHours(1)).cachePrivate();

	private final ExportFiles files;

	private final Scheduler scheduler;

	FilesController(ExportFiles files, Scheduler scheduler) {
		this.files = files;
		this.scheduler = scheduler;
	}

	@GetMapping(BaseUrls.FILES + "/{token}/{name}")
	ResponseEntity<Flux<DataBuffer>> download(Caller caller, @PathVariable String token, @PathVariable String name,
			@RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings) {
		long job = this.files.find(token, name).orElseThrow(() -> ApiException.notFound("File"));
		boolean compressed = acceptsGzip(encodings);
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
			.cacheControl(CACHED)
			.header(HttpHeaders.CONTENT_TYPE, "text/csv; charset=UTF-8")
			.header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString());
		if (compressed) {
			answer.header(HttpHeaders.CONTENT_ENCODING, GZIP);
		}
		// The client's demand reads the file on, piece by piece.
		return answer.body(DataBufferUtils
			.readInputStream(() -> open(job, compressed), DefaultDataBufferFactory.sharedInstance, BUFFER_SIZE)
			.subscribeOn(this.scheduler));
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
