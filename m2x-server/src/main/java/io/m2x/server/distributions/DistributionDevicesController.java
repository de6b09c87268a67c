package io.m2x.server.distributions;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.devices.DeviceView;
import io.m2x.server.devices.DeviceViews;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Replies;

/**
 * Answers requests for new devices of a distribution.
 */
@RestController
@RequestMapping(AccountResources.DISTRIBUTION + "/devices")
final class DistributionDevicesController {

	private final AccountResources resources;

	private final DistributionEditor editor;

	private final DeviceViews views;

	private final Transactions transactions;

	DistributionDevicesController(AccountResources resources, DistributionEditor editor, DeviceViews views,
			Transactions transactions) {
		this.resources = resources;
		this.editor = editor;
		this.views = views;
		this.transactions = transactions;
	}

	@PostMapping
	ResponseEntity<Object> add(Caller caller, ApiRequest request, @PathVariable String id) {
		long account = caller.requireMaster();
		long distribution = this.resources.require(Kind.DISTRIBUTION, account, id);
		Fields fields = request.fields();
		long device = this.transactions.write(() -> {
			this.resources.lock(Kind.DISTRIBUTION, distribution);
			return this.editor.addDevice(account, distribution,
					fields.checked((sent) -> this.editor.resolveDevice(account, distribution, sent)));
		});
		DeviceView view = this.views.details(device, request);
		return Replies.created(view.url(), view);
	}

}
