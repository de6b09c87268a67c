package io.m2x.server.charts;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Replies;

/**
 * Answers requests for charts.
 */
@RestController
@RequestMapping(BaseUrls.PREFIX + "/charts")
final class ChartsController {

	private final AccountResources resources;

	private final ChartStore store;

	private final ChartEditor editor;

	private final Transactions transactions;

	ChartsController(AccountResources resources, ChartStore store, ChartEditor editor, Transactions transactions) {
		this.resources = resources;
		this.store = store;
		this.editor = editor;
		this.transactions = transactions;
	}

	@GetMapping
	Map<String, List<ChartView>> list(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		@Nullable String device = fields.text("device", Integer.MAX_VALUE);
		fields.check();
		List<Chart> charts = this.transactions.read(() -> this.store.list(account, device));
		return Map.of("charts", charts.stream().map((chart) -> ChartView.of(chart, request)).toList());
	}

	@PostMapping
	ResponseEntity<Object> create(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		Chart chart = this.transactions
			.write(() -> this.editor.create(account, fields.checked((sent) -> this.editor.resolve(account, sent))));
		ChartView view = ChartView.of(chart, request);
		return Replies.created(view.url(), view);
	}

	@GetMapping("/{chart}")
	ChartView view(Caller caller, ApiRequest request, @PathVariable String chart) {
		long row = find(caller.requireMaster(), chart);
		return ChartView.of(this.store.find(row).orElseThrow(() -> ApiException.notFound("Chart")), request);
	}

	@PutMapping("/{chart}")
	ResponseEntity<Object> update(Caller caller, ApiRequest request, @PathVariable String chart) {
		long account = caller.requireMaster();
		long row = find(account, chart);
		Fields fields = request.fields();
		this.transactions.write(() -> {
			this.resources.lock(Kind.CHART, row);
			this.editor.update(row, fields.checked((sent) -> this.editor.resolve(account, sent)));
		});
		return Replies.noContent();
	}

	@DeleteMapping("/{chart}")
	ResponseEntity<Object> delete(Caller caller, ApiRequest request, @PathVariable String chart) {
		long row = find(caller.requireMaster(), chart);
		this.transactions.write(() -> {
			this.resources.lock(Kind.CHART, row);
			this.store.delete(row);
		});
		return Replies.noContent();
	}

	private long find(long account, String chart) {
		return this.resources.require(Kind.CHART, account, chart);
	}

}
