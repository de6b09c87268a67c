package io.m2x.server.collections;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Responses;

/**
 * Handles requests that add devices to a collection or remove them.
 */
@RestController
@RequestMapping(AccountResources.COLLECTION + "/devices")
final class CollectionDevicesController {

	private final AccountResources resources;

	private final CollectionMembers members;

	private final Transactions transactions;

	CollectionDevicesController(AccountResources resources, CollectionMembers members, Transactions transactions) {
		this.resources = resources;
		this.members = members;
		this.transactions = transactions;
	}

	@PutMapping("/{device}")
	ResponseEntity<Object> add(Caller caller, ApiRequest request, @PathVariable String id,
			@PathVariable("device") String deviceId) {
		long account = caller.requireMaster();
		long collection = this.resources.require(Kind.COLLECTION, account, id);
		long device = this.resources.require(Kind.DEVICE, account, deviceId);
		this.transactions.write(() -> {
			this.resources.lock(Kind.COLLECTION, collection);
			this.resources.lock(Kind.DEVICE, device);
			this.members.add(collection, device);
		});
		return Responses.noContent();
	}

	@DeleteMapping("/{device}")
	ResponseEntity<Object> remove(Caller caller, ApiRequest request, @PathVariable String id,
			@PathVariable("device") String deviceId) {
		long account = caller.requireMaster();
		long collection = this.resources.require(Kind.COLLECTION, account, id);
		long device = this.resources.require(Kind.DEVICE, account, deviceId);
		this.transactions.write(() -> {
			this.resources.lock(Kind.COLLECTION, collection);
			if (!this.members.remove(collection, device)) {
				throw ApiException.notFound("Device");
			}
		});
		return Responses.noContent();
	}

}
