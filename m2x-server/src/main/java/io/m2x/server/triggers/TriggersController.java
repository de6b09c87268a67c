package io.m2x.server.triggers;

import java.util.List;
import java.util.Map;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Replies;

/**
 * Answers requests for the triggers of one kind of owner.
 */
abstract class TriggersController {

	private final TriggerEditor editor;

	private final Transactions transactions;

	TriggersController(TriggerEditor editor, Transactions transactions) {
		this.editor = editor;
		this.transactions = transactions;
	}

	// Find the owner that the path names, for a caller that may change it.
	abstract TriggerOwner owner(Caller caller, ApiRequest request);

	@GetMapping
	Map<String, List<TriggerView>> list(Caller caller, ApiRequest request) {
		TriggerOwner owner = owner(caller, request);
		return this.transactions.read(() -> Map.of("triggers", this.editor.list(owner, request)));
	}

	@PostMapping
	ResponseEntity<Object> create(Caller caller, ApiRequest request) {
		TriggerOwner owner = owner(caller, request);
		TriggerDefinition definition = request.fields().checked((sent) -> TriggerDefinition.read(sent, null));
		TriggerView view = this.transactions.write(() -> {
			this.editor.lock(owner);
			return this.editor.view(owner, this.editor.create(owner, definition), request);
		});
		return Replies.created(view.url(), view);
	}

	@GetMapping("/{trigger}")
	TriggerView view(Caller caller, ApiRequest request, @PathVariable String trigger) {
		return this.editor.view(owner(caller, request), trigger, request);
	}

	@PutMapping("/{trigger}")
	ResponseEntity<Object> update(Caller caller, ApiRequest request, @PathVariable String trigger) {
		TriggerOwner owner = owner(caller, request);
		Fields fields = request.fields();
		this.transactions.write(() -> {
			this.editor.lock(owner);
			Trigger found = this.editor.require(owner, trigger);
			this.editor.update(found, fields.checked((sent) -> TriggerDefinition.read(sent, found.definition())));
		});
		return Replies.noContent();
	}

	@DeleteMapping("/{trigger}")
	ResponseEntity<Object> delete(Caller caller, ApiRequest request, @PathVariable String trigger) {
		TriggerOwner owner = owner(caller, request);
		this.transactions.write(() -> {
			this.editor.lock(owner);
			this.editor.delete(owner, trigger);
		});
		return Replies.noContent();
	}

	@PostMapping("/{trigger}/test")
	ResponseEntity<Object> test(Caller caller, ApiRequest request, @PathVariable String trigger) {
		TriggerOwner owner = owner(caller, request);
		Fields fields = request.fields();
		this.transactions.write(() -> {
			this.editor.lock(owner);
			Trigger found = this.editor.require(owner, trigger);
			this.editor.test(found, fields.checked((sent) -> this.editor.resolveTest(owner, found, sent)));
		});
		return Replies.noContent();
	}

}
