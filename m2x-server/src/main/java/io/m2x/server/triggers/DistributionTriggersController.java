package io.m2x.server.triggers;

import java.util.Objects;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;

/**
 * Answers requests for the triggers of a distribution, which watch all its devices.
 */
@RestController
@RequestMapping(BaseUrls.PREFIX + "/distributions/{distribution}/triggers")
final class DistributionTriggersController extends TriggersController {

	private final AccountResources resources;

	DistributionTriggersController(AccountResources resources, TriggerEditor editor, Transactions transactions) {
		super(editor, transactions);
		this.resources = resources;
	}

	@Override
	TriggerOwner owner(Caller caller, ApiRequest request) {
		String id = Objects.requireNonNull(request.pathVariable("distribution"));
		long row = this.resources.require(Kind.DISTRIBUTION, caller.requireMaster(), id);
		return new TriggerOwner(Kind.DISTRIBUTION, row, id);
	}

}
