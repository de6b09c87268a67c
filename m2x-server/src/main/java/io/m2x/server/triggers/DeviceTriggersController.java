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

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceScope;
import io.m2x.server.access.Kind;
import io.m2x.server.security.Caller;
import io.m2x.server.web.ApiRequest;

/**
 * Answers requests for the triggers of a device.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID + "/triggers", DeviceAccess.BY_SERIAL + "/triggers" })
final class DeviceTriggersController {

	private final DeviceAccess access;

	private final TriggerService triggers;

	DeviceTriggersController(DeviceAccess access, TriggerService triggers) {
		this.access = access;
		this.triggers = triggers;
	}

	@GetMapping
	Map<String, List<TriggerView>> list(Caller caller, ApiRequest request) {
		return this.triggers.list(owner(caller, request), request);
	}

	@PostMapping
	ResponseEntity<Object> create(Caller caller, ApiRequest request) {
		return this.triggers.create(owner(caller, request), request);
	}

	@GetMapping("/{trigger}")
	TriggerView view(Caller caller, ApiRequest request, @PathVariable String trigger) {
		return this.triggers.view(owner(caller, request), trigger, request);
	}

	@PutMapping("/{trigger}")
	ResponseEntity<Object> update(Caller caller, ApiRequest request, @PathVariable String trigger) {
		return this.triggers.update(owner(caller, request), trigger, request);
	}

	@DeleteMapping("/{trigger}")
	ResponseEntity<Object> delete(Caller caller, ApiRequest request, @PathVariable String trigger) {
		return this.triggers.delete(owner(caller, request), trigger);
	}

	@PostMapping("/{trigger}/test")
	ResponseEntity<Object> test(Caller caller, ApiRequest request, @PathVariable String trigger) {
		return this.triggers.test(owner(caller, request), trigger, request);
	}

	// Triggers are not for everyone to read, even if the device is: they tell addresses.
	private TriggerOwner owner(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toWrite(caller, request);
		return new TriggerOwner(Kind.DEVICE, scope.device(), scope.id());
	}

}
