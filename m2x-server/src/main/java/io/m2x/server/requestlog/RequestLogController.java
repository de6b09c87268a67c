package io.m2x.server.requestlog;

import java.util.List;
import java.util.Map;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceScope;
import io.m2x.server.security.Caller;
import io.m2x.server.web.ApiRequest;

/**
 * Answers requests for the log of a device.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID, DeviceAccess.BY_SERIAL })
final class RequestLogController {

	private final DeviceAccess access;

	private final RequestLog log;

	private final RequestLogStore store;

	RequestLogController(DeviceAccess access, RequestLog log, RequestLogStore store) {
		this.access = access;
		this.log = log;
		this.store = store;
	}

	// The log is for those only who may also write, not for readers of public devices.
	@GetMapping("/log")
	Map<String, List<Entry>> log(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toWrite(caller, request);
		// Who asks must find the own requests.
		this.log.flush();
		return Map.of("requests", this.store.newest(scope.device()));
	}

}
