package io.m2x.server.collections;

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
import io.m2x.server.security.Caller;
import io.m2x.server.store.SqlConditions;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Replies;

/**
 * Answers requests for collections.
 */
@RestController
final class CollectionsController {

	private static final String COLLECTIONS = BaseUrls.PREFIX + "/collections";

	private final AccountResources resources;

	private final CollectionEditor editor;

	private final CollectionViews views;

	private final Transactions transactions;

	CollectionsController(AccountResources resources, CollectionEditor editor, CollectionViews views,
			Transactions transactions) {
		this.resources = resources;
		this.editor = editor;
		this.views = views;
		this.transactions = transactions;
	}

	@GetMapping(COLLECTIONS)
	Map<String, List<CollectionView>> list(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		SqlConditions conditions = CollectionFilter.read(fields, account,
				new ParentField(this.resources).resolve(fields, account));
		fields.check();
		return this.transactions.read(() -> Map.of("collections", this.views.list(conditions, request)));
	}

	@PostMapping(COLLECTIONS)
	ResponseEntity<Object> create(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		long collection = this.transactions.write(() -> {
			this.editor.lock(account);
			return this.editor.create(account, fields.checked((sent) -> this.editor.resolve(account, sent)));
		});
		CollectionView view = this.views.details(collection, request);
		return Replies.created(view.url(), view);
	}

	@GetMapping(AccountResources.COLLECTION)
	CollectionView view(Caller caller, ApiRequest request, @PathVariable String id) {
		return this.views.details(this.resources.require(Kind.COLLECTION, caller.requireMaster(), id), request);
	}

	@PutMapping(AccountResources.COLLECTION)
	ResponseEntity<Object> update(Caller caller, ApiRequest request, @PathVariable String id) {
		long account = caller.requireMaster();
		long collection = this.resources.require(Kind.COLLECTION, account, id);
		Fields fields = request.fields();
		this.transactions.write(() -> {
			this.editor.lock(account, collection);
			this.editor.update(collection,
					fields.checked((sent) -> this.editor.resolveUpdate(account, collection, sent)));
		});
		return Replies.noContent();
	}

	@DeleteMapping(AccountResources.COLLECTION)
	ResponseEntity<Object> delete(Caller caller, ApiRequest request, @PathVariable String id) {
		long account = caller.requireMaster();
		long collection = this.resources.require(Kind.COLLECTION, account, id);
		this.transactions.write(() -> {
			this.editor.lock(account, collection);
			this.editor.delete(collection);
		});
		return Replies.noContent();
	}

}
