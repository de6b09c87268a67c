package io.m2x.server.distributions;

import java.util.List;
import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.devices.DistributionMembers;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamPut;
import io.m2x.server.streams.StreamTable;
import io.m2x.server.streams.StreamView;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Responses;

/**
 * Handles requests for the streams that the devices of a distribution begin with.
 */
@RestController
@RequestMapping(AccountResources.DISTRIBUTION + "/streams")
final class DistributionStreamsController {

	private final AccountResources resources;

	private final DistributionMembers members;

	private final StreamTable streams;

	private final Transactions transactions;

	DistributionStreamsController(JdbcClient jdbc, AccountResources resources, DistributionMembers members,
			Transactions transactions) {
		this.resources = resources;
		this.members = members;
		this.streams = StreamTable.ofDistributions(jdbc);
		this.transactions = transactions;
	}

	@GetMapping
	Map<String, List<StreamView>> list(Caller caller, ApiRequest request, @PathVariable String id) {
		long distribution = this.resources.require(Kind.DISTRIBUTION, caller.requireMaster(), id);
		return Map.of("streams",
				this.streams.list(distribution).stream().map((stream) -> view(stream, id, request)).toList());
	}

	@GetMapping("/{name}")
	StreamView view(Caller caller, ApiRequest request, @PathVariable String id, @PathVariable String name) {
		return view(requireStream(requireOwner(caller, id), name), id, request);
	}

	@PutMapping("/{name}")
	ResponseEntity<Object> put(Caller caller, ApiRequest request, @PathVariable String id, @PathVariable String name) {
		long distribution = this.resources.require(Kind.DISTRIBUTION, caller.requireMaster(), id);
		Fields fields = request.fields();
		return this.transactions.write(() -> {
			this.resources.lock(Kind.DISTRIBUTION, distribution);
			requireUnlocked(distribution);
			StreamPut put = fields.checked((sent) -> StreamPut.resolve(this.streams, distribution, name, sent));
			put.save(this.streams, distribution);
			if (put.existing() != null) {
				return Responses.noContent();
			}
			StreamView view = view(requireStream(distribution, name), id, request);
			return Responses.created(view.url(), view);
		});
	}

	@DeleteMapping("/{name}")
	ResponseEntity<Object> delete(Caller caller, ApiRequest request, @PathVariable String id,
			@PathVariable String name) {
		long distribution = requireOwner(caller, id);
		this.transactions.write(() -> {
			this.resources.lock(Kind.DISTRIBUTION, distribution);
			DataStream stream = requireStream(distribution, name);
			requireUnlocked(distribution);
			this.streams.delete(stream.row());
		});
		return Responses.noContent();
	}

	// A request for one stream of a missing distribution is told that the stream is
	// missing.
	private long requireOwner(Caller caller, String id) {
		return this.resources.find(Kind.DISTRIBUTION, caller.requireMaster(), id)
			.orElseThrow(() -> ApiException.notFound("Stream"));
	}

	private DataStream requireStream(long distribution, String name) {
		return this.streams.find(distribution, name).orElseThrow(() -> ApiException.notFound("Stream"));
	}

	private void requireUnlocked(long distribution) {
		if (this.members.isAny(distribution)) {
			throw new ApiException(HttpStatus.FORBIDDEN, "Distribution Locked",
					"The streams of a distribution can't change while it has devices.");
		}
	}

	private static StreamView view(DataStream stream, String id, ApiRequest request) {
		return StreamView.of(stream, request.url("distributions", id, "streams", stream.name()));
	}

}
