package io.m2x.server.metadata;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.Kind;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiRequest;

/**
 * Answers requests for the metadata of a device.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID + "/metadata", DeviceAccess.BY_SERIAL + "/metadata" })
final class DeviceMetadataController extends MetadataController {

	private final DeviceAccess access;

	DeviceMetadataController(DeviceAccess access, AccountResources resources, MetadataStore store,
			Transactions transactions) {
		super(Kind.DEVICE, resources, store, transactions);
		this.access = access;
	}

	@Override
	long toRead(Caller caller, ApiRequest request) {
		return this.access.toRead(caller, request).device();
	}

	@Override
	long toWrite(Caller caller, ApiRequest request) {
		return this.access.toWrite(caller, request).device();
	}

}
