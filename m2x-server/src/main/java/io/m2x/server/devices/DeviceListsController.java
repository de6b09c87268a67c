package io.m2x.server.devices;

import java.util.Map;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.security.Caller;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.PublicAccess;

/**
 * Answers requests for lists of devices: the account's own, those of a collection or a
 * distribution, and the public ones of all accounts.
 */
@RestController
final class DeviceListsController {

	private static final String DEVICES = BaseUrls.PREFIX + "/devices";

	private static final String SEARCH = DEVICES + "/search";

	private static final String CATALOG = DEVICES + "/catalog";

	private static final String CATALOG_SEARCH = CATALOG + "/search";

	private final DeviceLists lists;

	private final AccountResources resources;

	DeviceListsController(DeviceLists lists, AccountResources resources) {
		this.lists = lists;
		this.resources = resources;
	}

	@GetMapping({ DEVICES, SEARCH })
	ResponseEntity<Map<String, Object>> list(Caller caller, ApiRequest request) {
		return this.lists.ofAccount(caller.requireMaster(), request);
	}

	@PostMapping(SEARCH)
	ResponseEntity<Map<String, Object>> search(Caller caller, ApiRequest request) {
		return list(caller, request);
	}

	@GetMapping(AccountResources.COLLECTION + "/devices")
	ResponseEntity<Map<String, Object>> ofCollection(Caller caller, ApiRequest request, @PathVariable String id) {
		long account = caller.requireMaster();
		return this.lists.ofCollection(account, this.resources.require(Kind.COLLECTION, account, id), request);
	}

	@GetMapping(AccountResources.DISTRIBUTION + "/devices")
	ResponseEntity<Map<String, Object>> ofDistribution(Caller caller, ApiRequest request, @PathVariable String id) {
		long account = caller.requireMaster();
		return this.lists.ofDistribution(account, this.resources.require(Kind.DISTRIBUTION, account, id), request);
	}

	@PublicAccess
	@GetMapping({ CATALOG, CATALOG_SEARCH })
	ResponseEntity<Map<String, Object>> catalog(ApiRequest request) {
		return this.lists.ofCatalog(request);
	}

	@PublicAccess
	@PostMapping(CATALOG_SEARCH)
	ResponseEntity<Map<String, Object>> searchCatalog(ApiRequest request) {
		return catalog(request);
	}

}
