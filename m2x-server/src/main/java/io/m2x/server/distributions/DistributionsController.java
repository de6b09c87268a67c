package io.m2x.server.distributions;

import java.util.List;
import java.util.Map;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.devices.DistributionMembers;
import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.tags.TagStore;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Page;
import io.m2x.server.web.Replies;

/**
 * Answers requests for distributions.
 */
@RestController
final class DistributionsController {

	private static final String DISTRIBUTIONS = BaseUrls.PREFIX + "/distributions";

	private static final int PAGE_SIZE = 100;

	private final AccountResources resources;

	private final DistributionStore store;

	private final DistributionEditor editor;

	private final DistributionMembers members;

	private final TagStore tags;

	private final MetadataStore metadata;

	private final Transactions transactions;

	DistributionsController(AccountResources resources, DistributionStore store, DistributionEditor editor,
			DistributionMembers members, TagStore tags, MetadataStore metadata, Transactions transactions) {
		this.resources = resources;
		this.store = store;
		this.editor = editor;
		this.members = members;
		this.tags = tags;
		this.metadata = metadata;
		this.transactions = transactions;
	}

	@GetMapping(DISTRIBUTIONS)
	ResponseEntity<Map<String, Object>> list(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		return reply(request, fields, DistributionFilter.ordered(fields, account));
	}

	@GetMapping(DISTRIBUTIONS + "/search")
	ResponseEntity<Map<String, Object>> search(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		return reply(request, fields, DistributionFilter.read(fields, account));
	}

	@PostMapping(DISTRIBUTIONS + "/search")
	ResponseEntity<Map<String, Object>> searchByPost(Caller caller, ApiRequest request) {
		return search(caller, request);
	}

	private ResponseEntity<Map<String, Object>> reply(ApiRequest request, Fields fields, DistributionFilter filter) {
		Page page = Page.read(fields, PAGE_SIZE, PAGE_SIZE);
		fields.check();
		return this.transactions.read(() -> {
			List<Distribution> found = this.store.list(filter, page);
			Map<Long, List<String>> tagsByRow = this.tags.find(Kind.DISTRIBUTION,
					found.stream().map(Distribution::row).toList());
			List<DistributionView> views = found.stream()
				.map((distribution) -> DistributionView.of(distribution,
						tagsByRow.getOrDefault(distribution.row(), List.of()), null, request))
				.toList();
			return page.reply(request, "distributions", views, this.store.count(filter));
		});
	}

	@PostMapping(DISTRIBUTIONS)
	ResponseEntity<Object> create(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		long distribution = this.transactions
			.write(() -> this.editor.create(account, fields.checked((sent) -> this.editor.resolve(account, sent))));
		DistributionView view = DistributionView.of(this.store.require(distribution),
				this.tags.find(Kind.DISTRIBUTION, distribution), null, request);
		return Replies.created(view.url(), view);
	}

	@GetMapping(AccountResources.DISTRIBUTION)
	DistributionView view(Caller caller, ApiRequest request, @PathVariable String id) {
		long distribution = require(caller, id);
		return DistributionView.of(this.store.require(distribution), this.tags.find(Kind.DISTRIBUTION, distribution),
				this.metadata.find(Kind.DISTRIBUTION, distribution), request);
	}

	@PutMapping(AccountResources.DISTRIBUTION)
	ResponseEntity<Object> update(Caller caller, ApiRequest request, @PathVariable String id) {
		long distribution = require(caller, id);
		Fields fields = request.fields();
		this.transactions.write(() -> {
			this.resources.lock(Kind.DISTRIBUTION, distribution);
			this.editor.update(distribution, fields.checked((sent) -> this.editor.resolveUpdate(distribution, sent)));
		});
		return Replies.noContent();
	}

	@DeleteMapping(AccountResources.DISTRIBUTION)
	ResponseEntity<Object> delete(Caller caller, ApiRequest request, @PathVariable String id) {
		long distribution = require(caller, id);
		this.transactions.writeInParts(() -> {
			this.resources.lock(Kind.DISTRIBUTION, distribution);
			return this.members.release(distribution);
		});
		this.transactions.write(() -> {
			this.resources.lock(Kind.DISTRIBUTION, distribution);
			this.store.delete(distribution);
		});
		return Replies.noContent();
	}

	private long require(Caller caller, String id) {
		return this.resources.require(Kind.DISTRIBUTION, caller.requireMaster(), id);
	}

}
