package io.m2x.server.devices;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Page;
import io.m2x.server.web.PublicAccess;

/**
 * Handles requests for lists of devices: the account's own, those of a collection or a
 * distribution, and the public ones of all accounts.
 */
@RestController
final class DeviceListsController {

	private static final String DEVICES = BaseUrls.PREFIX + "/devices";

	private static final String SEARCH = DEVICES + "/search";

	private static final String CATALOG = DEVICES + "/catalog";

	private static final String CATALOG_SEARCH = CATALOG + "/search";

	private static final int PAGE_SIZE = 100;

	private final DeviceStore store;

	private final DeviceViews views;

	private final AccountResources resources;

	private final Transactions transactions;

	DeviceListsController(DeviceStore store, DeviceViews views, AccountResources resources, Transactions transactions) {
		this.store = store;
		this.views = views;
		this.resources = resources;
		this.transactions = transactions;
	}

	@GetMapping({ DEVICES, SEARCH })
	ResponseEntity<Map<String, Object>> list(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		return respond(request, fields, DeviceFilter.resolve(fields, account, this.resources), true,
				DeviceViews.Include.read(fields));
	}

	@PostMapping(SEARCH)
	ResponseEntity<Map<String, Object>> search(Caller caller, ApiRequest request) {
		return list(caller, request);
	}

	// The request may ask for the devices of the collections below too.
	@GetMapping(AccountResources.COLLECTION + "/devices")
	ResponseEntity<Map<String, Object>> ofCollection(Caller caller, ApiRequest request, @PathVariable String id) {
		long account = caller.requireMaster();
		long collection = this.resources.require(Kind.COLLECTION, account, id);
		Fields fields = request.fields();
		boolean below = "true".equals(fields.choice("include_children", Set.of("true", "false")));
		return respond(request, fields, DeviceFilter.ordered(fields, account).inCollection(collection, below), true,
				DeviceViews.Include.read(fields));
	}

	// The response has the member for current values even when none were requested.
	@GetMapping(AccountResources.DISTRIBUTION + "/devices")
	ResponseEntity<Map<String, Object>> ofDistribution(Caller caller, ApiRequest request, @PathVariable String id) {
		long account = caller.requireMaster();
		long distribution = this.resources.require(Kind.DISTRIBUTION, account, id);
		Fields fields = request.fields();
		return respond(request, fields, DeviceFilter.ordered(fields, account).inDistribution(distribution), true,
				DeviceViews.Include.read(fields).withPlaceForValues());
	}

	@PublicAccess
	@GetMapping({ CATALOG, CATALOG_SEARCH })
	ResponseEntity<Map<String, Object>> catalog(ApiRequest request) {
		Fields fields = request.fields();
		return respond(request, fields, DeviceFilter.readCatalog(fields), false, DeviceViews.Include.NOTHING);
	}

	@PublicAccess
	@PostMapping(CATALOG_SEARCH)
	ResponseEntity<Map<String, Object>> searchCatalog(ApiRequest request) {
		return catalog(request);
	}

	private ResponseEntity<Map<String, Object>> respond(ApiRequest request, Fields fields, DeviceFilter filter,
			boolean owner, DeviceViews.Include include) {
		Page page = Page.read(fields, PAGE_SIZE, PAGE_SIZE);
		fields.check();
		return this.transactions.read(() -> {
			List<DeviceView> devices = this.views.list(this.store.list(filter, page), owner, include, request);
			return page.response(request, "devices", devices, this.store.count(filter));
		});
	}

}
