package io.m2x.server.commands;

import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceScope;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Page;
import io.m2x.server.web.Replies;

/**
 * Answers requests for the commands that a device has received.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID + "/commands", DeviceAccess.BY_SERIAL + "/commands" })
final class DeviceCommandsController {

	private final DeviceAccess access;

	private final CommandStore commands;

	private final DeliveryStore store;

	private final Transactions transactions;

	DeviceCommandsController(DeviceAccess access, CommandStore commands, DeliveryStore store,
			Transactions transactions) {
		this.access = access;
		this.commands = commands;
		this.store = store;
		this.transactions = transactions;
	}

	@GetMapping
	ResponseEntity<Map<String, Object>> list(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toCommand(caller, request);
		Fields fields = request.fields();
		CommandFilter filter = CommandFilter.readForDevice(fields);
		Page page = CommandFilter.readPage(fields);
		fields.check();
		return this.transactions.read(() -> page.reply(request, "commands",
				this.store.list(scope.device(), filter, page)
					.stream()
					.map((received) -> CommandViews.ReceivedSummary.of(received, url(request, scope, received)))
					.toList(),
				this.store.count(scope.device(), filter)));
	}

	@GetMapping("/{command}")
	CommandViews.ReceivedDetails view(Caller caller, ApiRequest request, @PathVariable String command) {
		DeviceScope scope = this.access.toCommand(caller, request);
		return this.transactions.read(() -> {
			DeliveryStore.Received received = find(scope, command);
			return CommandViews.ReceivedDetails.of(received, url(request, scope, received),
					this.commands.data(received.command().row()),
					this.store.responseData(scope.device(), received.command().row()));
		});
	}

	@PostMapping("/{command}/process")
	ResponseEntity<Object> process(Caller caller, ApiRequest request, @PathVariable String command) {
		return acknowledge(caller, request, command, Delivery.PROCESSED);
	}

	@PostMapping("/{command}/reject")
	ResponseEntity<Object> reject(Caller caller, ApiRequest request, @PathVariable String command) {
		return acknowledge(caller, request, command, Delivery.REJECTED);
	}

	private ResponseEntity<Object> acknowledge(Caller caller, ApiRequest request, String command, String status) {
		DeviceScope scope = this.access.toCommand(caller, request);
		Fields fields = request.body();
		String answer = CommandData.read(fields, "response_data");
		fields.check();
		this.transactions.write(() -> {
			this.access.lock(scope);
			long now = System.currentTimeMillis();
			long row = find(scope, command).command().row();
			if (!this.store.acknowledge(scope.device(), row, status, answer, now)) {
				throw new ApiException(HttpStatus.CONFLICT, "Status Conflict",
						"The device has acknowledged this command before.");
			}
			this.access.touch(scope, now);
		});
		return Replies.noContent();
	}

	private DeliveryStore.Received find(DeviceScope scope, String command) {
		return this.store.find(scope.device(), command).orElseThrow(() -> ApiException.notFound("Command"));
	}

	private static String url(ApiRequest request, DeviceScope scope, DeliveryStore.Received received) {
		return request.url("devices", scope.id(), "commands", received.command().id());
	}

}
