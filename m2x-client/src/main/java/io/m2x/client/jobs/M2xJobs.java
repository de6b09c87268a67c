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
import reactor.core.scheduler.Schedulers;

import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.internal.Pages;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.model.Page;

/**
 * Jobs of the account; with the key of a device, those about the device.
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
	 * Return all jobs, from the page of the query on. A page is asked for when the jobs
	 * of the one before are used up; a job that is created meanwhile moves the others, so
	 * that one may come twice.
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
	 * Wait for the end of a job as {@link JobWait#defaults()} says.
	 * @param jobId the id of the job
	 * @return the complete job; fails with {@link M2xJobFailedException} if the job does,
	 * and with {@link M2xJobTimeoutException} if it takes too long
	 */
	public Mono<Job> await(String jobId) {
		return await(jobId, JobWait.defaults());
	}

	/**
	 * Wait for the end of a job.
	 * @param jobId the id of the job
	 * @param wait how to wait
	 * @return the complete job; fails with {@link M2xJobFailedException} if the job does,
	 * and with {@link M2xJobTimeoutException} if it takes too long
	 */
	public Mono<Job> await(String jobId, JobWait wait) {
		return Mono.defer(() -> {
			AtomicReference<@Nullable Job> last = new AtomicReference<>();
			return view(jobId).doOnNext(last::set)
				.flatMap(M2xJobs::completed)
				.repeatWhenEmpty(Integer.MAX_VALUE,
						(looks) -> looks.concatMap((look) -> Mono.delay(wait.pause(look)), 1))
				.timeout(wait.limit(),
						Mono.error(() -> new M2xJobTimeoutException(AWAIT, jobId, wait.limit(), last.get())));
		});
	}

	private static Mono<Job> completed(Job job) {
		if (job.state() == JobState.FAILED) {
			return Mono.error(new M2xJobFailedException(AWAIT, job));
		}
		return (job.state() == JobState.COMPLETE) ? Mono.just(job) : Mono.empty();
	}

	/**
	 * Download the result of a job. The key is not sent along, as the file may lie
	 * anywhere. The download may take as long as it needs to, but fails when nothing
	 * comes for the read timeout although something is wanted.
	 * @param job a complete job
	 * @return the bytes in buffers, on a thread that may be blocked, and only as many as
	 * are asked for; each buffer must be released
	 */
	public Flux<DataBuffer> download(Job job) {
		URI url = job.resultUrl();
		return (url != null) ? this.transport.download(DOWNLOAD, url) : Flux.error(() -> new M2xJobException(DOWNLOAD,
				"job " + job.id() + " has no result, its state is " + job.state(), job));
	}

	/**
	 * Download the result of a job to a file; see {@link #download(Job)}. The file
	 * appears, or is replaced, when everything has come.
	 * @param job a complete job
	 * @param target the file
	 * @return completes when the file is there; fails with {@link UncheckedIOException}
	 * if it can't be written
	 */
	public Mono<Void> download(Job job, Path target) {
		return Mono
			.using(() -> temporaryFile(target),
					(part) -> DataBufferUtils.write(download(job), part)
						.onErrorMap(IOException.class, UncheckedIOException::new)
						.then(Mono.<Void>fromRunnable(() -> move(part, target))),
					M2xJobs::delete)
			.subscribeOn(Schedulers.boundedElastic());
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
			Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
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
