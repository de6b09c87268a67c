package io.m2x.server.triggers;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceScope;
import io.m2x.server.access.Kind;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiRequest;

/**
 * Answers requests for the triggers of a device.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID + "/triggers", DeviceAccess.BY_SERIAL + "/triggers" })
final class DeviceTriggersController extends TriggersController {

	private final DeviceAccess access;

	DeviceTriggersController(DeviceAccess access, TriggerEditor editor, Transactions transactions) {
		super(editor, transactions);
		this.access = access;
	}

	// Triggers are not for everyone to read, even if the device is: they tell addresses.
	@Override
	TriggerOwner owner(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toWrite(caller, request);
		return new TriggerOwner(Kind.DEVICE, scope.device(), scope.id());
	}

}
