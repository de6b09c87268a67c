package io.m2x.client.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.internal.BlockingScheduler;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.internal.Pages;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.model.Page;

/**
 * Lists jobs, waits for their end and downloads their results. A master key sees the jobs
 * of the account, the key of a device those about the device.
 *
 * <pre>{@code
 * Mono<Void> saved = values.startExport(device, ExportQuery.all())
 *     .flatMap(jobs::await)
 *     .flatMap((job) -> jobs.download(job, Path.of("values.csv")));
 * }</pre>
 *
 * @since 0.1.0
 */
public class M2xJobs {

	static {
		PackageAccess.register(M2xJobs.class, M2xJobs::new);
	}

	private static final String AWAIT = "jobs.await";

	private static final String DOWNLOAD = "jobs.download";

	private final M2xTransport transport;

	M2xJobs(M2xTransport transport) {
		this.transport = transport;
	}

	/**
	 * Return a page of jobs.
	 * @param query which jobs
	 * @return the page, the newest jobs first
	 */
	public Mono<Page<Job>> list(JobQuery query) {
		return query.addTo(this.transport.request("jobs.list", HttpMethod.GET, ResourcePath.of("/jobs")))
			.retrievePage("jobs", Job.class);
	}

	/**
	 * Return all jobs, starting with the page of the query. The next page is fetched when
	 * the jobs of the current one are consumed. If a page can't be read, the error comes
	 * after the jobs before it, and {@link io.m2x.client.error.M2xException#page()}
	 * returns the page to resume with. A job that is created in the meantime moves the
	 * others, so one job may appear twice.
	 * @param query which jobs
	 * @return the jobs, the newest first
	 */
	public Flux<Job> listAll(JobQuery query) {
		return Pages.all("jobs.list", query.page(), (page) -> list(query.withPage(page)));
	}

	/**
	 * Return a job.
	 * @param jobId the id of the job
	 * @return the job
	 */
	public Mono<Job> view(String jobId) {
		return this.transport.request("jobs.view", HttpMethod.GET, ResourcePath.of("/jobs/{job}", jobId))
			.retrieve(Job.class);
	}

	/**
	 * Wait for the end of a job with {@link JobWait#defaults()}.
	 * @param jobId the id of the job
	 * @return the complete job; fails with {@link M2xJobFailedException} if the job
	 * fails, and with {@link M2xJobTimeoutException} if it takes too long
	 */
	public Mono<Job> await(String jobId) {
		return await(jobId, JobWait.defaults());
	}

	/**
	 * Wait for the end of a job.
	 * @param jobId the id of the job
	 * @param wait the poll intervals and the timeout
	 * @return the complete job; fails with {@link M2xJobFailedException} if the job
	 * fails, and with {@link M2xJobTimeoutException} if it takes too long
	 */
	public Mono<Job> await(String jobId, JobWait wait) {
		return Mono.defer(() -> {
			AtomicReference<@Nullable Job> last = new AtomicReference<>();
			return view(jobId).doOnNext(last::set)
				.flatMap(M2xJobs::completed)
				.repeatWhenEmpty(Integer.MAX_VALUE,
						(polls) -> polls.concatMap((poll) -> Mono.delay(wait.interval(poll)), 1))
				.timeout(wait.timeout(),
						Mono.error(() -> new M2xJobTimeoutException(AWAIT, jobId, wait.timeout(), last.get())));
		});
	}

	private static Mono<Job> completed(Job job) {
		if (job.state() == JobState.FAILED) {
			return Mono.error(new M2xJobFailedException(AWAIT, job));
		}
		return (job.state() == JobState.COMPLETE) ? Mono.just(job) : Mono.empty();
	}

	/**
	 * Download the result of a job. The request does not carry the key, as the file may
	 * be on any host. The download has no overall timeout. It fails if bytes are
	 * requested and none arrive within the read timeout.
	 * @param job a complete job
	 * @return the bytes in buffers, on demand and on a thread that may be blocked; each
	 * buffer must be released
	 */
	public Flux<DataBuffer> download(Job job) {
		URI url = job.resultUrl();
		return (url != null) ? this.transport.download(DOWNLOAD, url) : Flux.error(() -> new M2xJobException(DOWNLOAD,
				"job " + job.id() + " has no result, its state is " + job.state() + "; await its end first", job));
	}

	/**
	 * Download the result of a job to a file, as {@link #download(Job)} does. The file is
	 * created or replaced when the download is complete.
	 * @param job a complete job
	 * @param target the file
	 * @return completes when the file is written; fails with {@link UncheckedIOException}
	 * if it can't be written
	 */
	public Mono<Void> download(Job job, Path target) {
		return Mono
			.using(() -> temporaryFile(target),
					(part) -> DataBufferUtils.write(download(job), part)
						.onErrorMap(IOException.class, UncheckedIOException::new)
						.then(Mono.<Void>fromRunnable(() -> move(part, target))),
					M2xJobs::delete)
			.subscribeOn(BlockingScheduler.get());
	}

	private static Path temporaryFile(Path target) {
		try {
			return Files.createTempFile(target.toAbsolutePath().getParent(), target.getFileName() + ".", ".part");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void move(Path part, Path target) {
		try {
			Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void delete(Path part) {
		try {
			Files.deleteIfExists(part);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
