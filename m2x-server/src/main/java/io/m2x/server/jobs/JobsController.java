package io.m2x.server.jobs;

import java.util.List;
import java.util.Map;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Page;

/**
 * Handles requests for jobs.
 */
@RestController
@RequestMapping(BaseUrls.PREFIX + "/jobs")
final class JobsController {

	private static final int PAGE_SIZE = 100;

	private final JobStore store;

	private final Transactions transactions;

	JobsController(JobStore store, Transactions transactions) {
		this.store = store;
		this.transactions = transactions;
	}

	@GetMapping
	ResponseEntity<Map<String, Object>> list(Caller caller, ApiRequest request) {
		JobFilter visible = JobFilter.visible(caller);
		Fields fields = request.fields();
		JobFilter filter = visible.read(fields);
		Page page = Page.read(fields, PAGE_SIZE, PAGE_SIZE);
		fields.check();
		return this.transactions.read(() -> {
			List<Job.View> jobs = this.store.list(filter, page).stream().map((job) -> job.view(request)).toList();
			return page.response(request, "jobs", jobs, this.store.count(filter));
		});
	}

	@GetMapping("/{id}")
	Job.View view(Caller caller, ApiRequest request, @PathVariable String id) {
		JobFilter filter = JobFilter.visible(caller).and("public_id = :id", "id", id);
		return this.store.list(filter, new Page(1, 1))
			.stream()
			.findFirst()
			.orElseThrow(() -> ApiException.notFound("Job"))
			.view(request);
	}

}
