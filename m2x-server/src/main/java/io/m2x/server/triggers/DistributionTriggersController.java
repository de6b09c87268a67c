package io.m2x.server.triggers;

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

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.security.Caller;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;

/**
 * Answers requests for the triggers of a distribution, which watch all its devices.
 */
@RestController
@RequestMapping(BaseUrls.PREFIX + "/distributions/{distribution}/triggers")
final class DistributionTriggersController {

	private final AccountResources resources;

	private final TriggerService triggers;

	DistributionTriggersController(AccountResources resources, TriggerService triggers) {
		this.resources = resources;
		this.triggers = triggers;
	}

	@GetMapping
	Map<String, List<TriggerView>> list(Caller caller, ApiRequest request, @PathVariable String distribution) {
		return this.triggers.list(owner(caller, distribution), request);
	}

	@PostMapping
	ResponseEntity<Object> create(Caller caller, ApiRequest request, @PathVariable String distribution) {
		return this.triggers.create(owner(caller, distribution), request);
	}

	@GetMapping("/{trigger}")
	TriggerView view(Caller caller, ApiRequest request, @PathVariable String distribution,
			@PathVariable String trigger) {
		return this.triggers.view(owner(caller, distribution), trigger, request);
	}

	@PutMapping("/{trigger}")
	ResponseEntity<Object> update(Caller caller, ApiRequest request, @PathVariable String distribution,
			@PathVariable String trigger) {
		return this.triggers.update(owner(caller, distribution), trigger, request);
	}

	@DeleteMapping("/{trigger}")
	ResponseEntity<Object> delete(Caller caller, ApiRequest request, @PathVariable String distribution,
			@PathVariable String trigger) {
		return this.triggers.delete(owner(caller, distribution), trigger);
	}

	@PostMapping("/{trigger}/test")
	ResponseEntity<Object> test(Caller caller, ApiRequest request, @PathVariable String distribution,
			@PathVariable String trigger) {
		return this.triggers.test(owner(caller, distribution), trigger, request);
	}

	private TriggerOwner owner(Caller caller, String distribution) {
		long row = this.resources.require(Kind.DISTRIBUTION, caller.requireMaster(), distribution);
		return new TriggerOwner(Kind.DISTRIBUTION, row, distribution);
	}

}
