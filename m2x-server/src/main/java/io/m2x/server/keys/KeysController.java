package io.m2x.server.keys;

import java.util.List;
import java.util.Map;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Replies;

/**
 * Answers requests for keys.
 */
@RestController
@RequestMapping(BaseUrls.PREFIX + "/keys")
final class KeysController {

	private static final String KEY = "/{key}";

	private final KeyStore store;

	private final KeyEditor editor;

	private final Transactions transactions;

	KeysController(KeyStore store, KeyEditor editor, Transactions transactions) {
		this.store = store;
		this.editor = editor;
		this.transactions = transactions;
	}

	@GetMapping
	Map<String, List<KeyView>> list(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		return this.transactions.read(() -> {
			KeyOwner owner = fields.checked((sent) -> this.editor.resolveOwner(account, sent));
			return Map.of("keys",
					this.store.list(account, owner).stream().map((key) -> KeyView.of(key, request)).toList());
		});
	}

	@PostMapping
	ResponseEntity<Object> create(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		return created(this.transactions
			.write(() -> this.editor.create(account, fields.checked((sent) -> this.editor.resolve(account, sent)))),
				request);
	}

	@GetMapping(KEY)
	KeyView view(Caller caller, ApiRequest request, @PathVariable String key) {
		return KeyView.of(this.store.require(caller.requireMaster(), key), request);
	}

	@PutMapping(KEY)
	ResponseEntity<Object> update(Caller caller, ApiRequest request, @PathVariable String key) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		this.transactions.write(() -> {
			Key locked = this.editor.lockToEdit(account, key);
			this.editor.update(locked, fields.checked((sent) -> this.editor.resolveUpdate(locked, sent)));
		});
		return Replies.noContent();
	}

	@DeleteMapping(KEY)
	ResponseEntity<Object> delete(Caller caller, ApiRequest request, @PathVariable String key) {
		long account = caller.requireMaster();
		this.transactions.write(() -> this.editor.delete(account, key));
		return Replies.noContent();
	}

	@PostMapping(KEY + "/regenerate")
	ResponseEntity<Object> regenerate(Caller caller, ApiRequest request, @PathVariable String key) {
		long account = caller.requireMaster();
		return created(this.transactions.write(() -> this.editor.regenerate(account, key)), request);
	}

	private static ResponseEntity<Object> created(Key key, ApiRequest request) {
		return Replies.created(request.url("keys", key.token()), KeyView.of(key, request));
	}

}
