package io.m2x.server.metadata;

import java.util.Objects;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiRequest;

/**
 * Handles requests for the metadata of resources that only a master key may see.
 */
abstract class GroupMetadataController extends MetadataController {

	private final Kind kind;

	private final AccountResources resources;

	GroupMetadataController(Kind kind, AccountResources resources, MetadataStore store, Transactions transactions) {
		super(kind, resources, store, transactions);
		this.kind = kind;
		this.resources = resources;
	}

	@Override
	long toRead(Caller caller, ApiRequest request) {
		return this.resources.require(this.kind, caller.requireMaster(),
				Objects.requireNonNull(request.pathVariable("id")));
	}

	@Override
	long toWrite(Caller caller, ApiRequest request) {
		return toRead(caller, request);
	}

	/**
	 * Handles requests for the metadata of a collection.
	 */
	@RestController
	@RequestMapping(AccountResources.COLLECTION + "/metadata")
	static final class OfCollections extends GroupMetadataController {

		OfCollections(AccountResources resources, MetadataStore store, Transactions transactions) {
			super(Kind.COLLECTION, resources, store, transactions);
		}

	}

	/**
	 * Handles requests for the metadata of a distribution.
	 */
	@RestController
	@RequestMapping(AccountResources.DISTRIBUTION + "/metadata")
	static final class OfDistributions extends GroupMetadataController {

		OfDistributions(AccountResources resources, MetadataStore store, Transactions transactions) {
			super(Kind.DISTRIBUTION, resources, store, transactions);
		}

	}

}
