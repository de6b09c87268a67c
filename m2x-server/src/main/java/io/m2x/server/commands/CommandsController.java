package io.m2x.server.commands;

import java.util.List;
import java.util.Map;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Page;
import io.m2x.server.web.Replies;

/**
 * Answers requests for the commands that an account has sent.
 */
@RestController
@RequestMapping(BaseUrls.PREFIX + "/commands")
final class CommandsController {

	private final CommandStore store;

	private final CommandSender sender;

	private final Transactions transactions;

	CommandsController(CommandStore store, CommandSender sender, Transactions transactions) {
		this.store = store;
		this.sender = sender;
		this.transactions = transactions;
	}

	@GetMapping
	ResponseEntity<Map<String, Object>> list(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		CommandFilter filter = CommandFilter.read(fields);
		Page page = CommandFilter.readPage(fields);
		fields.check();
		return this.transactions.read(() -> {
			List<Command> commands = this.store.list(account, filter, page);
			Map<Long, Map<String, Long>> counts = this.store.statusCounts(commands.stream().map(Command::row).toList());
			return page.reply(request, "commands",
					commands.stream()
						.map((command) -> CommandViews.Summary.of(command, url(request, command.id()),
								counts.getOrDefault(command.row(), Map.of())))
						.toList(),
					this.store.count(account, filter));
		});
	}

	@PostMapping
	ResponseEntity<Map<String, Object>> send(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		String id = this.transactions
			.write(() -> this.sender.send(account, fields.checked((sent) -> this.sender.resolve(account, sent))));
		return Replies.accepted(url(request, id));
	}

	@GetMapping("/{command}")
	CommandViews.Details view(Caller caller, ApiRequest request, @PathVariable String command) {
		long account = caller.requireMaster();
		return this.transactions.read(() -> {
			Command found = this.store.find(account, command).orElseThrow(() -> ApiException.notFound("Command"));
			return CommandViews.Details.of(found, url(request, found.id()), this.store.data(found.row()),
					this.store.deliveries(found.row()));
		});
	}

	private static String url(ApiRequest request, String id) {
		return request.url("commands", id);
	}

}
