package io.m2x.client;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.m2x.server.M2xServer;

/**
 * What the contract is tested on, until the tests end: a server or, with the system
 * property {@code m2x.test.servers}, so many servers on one PostgreSQL behind a load
 * balancer.
 */
public final class TestedServer {

	private final M2xServer first;

	private final String url;

	private TestedServer(M2xServer first, String url) {
		this.first = first;
		this.url = url;
	}

	public static TestedServer start() {
		int count = Integer.getInteger("m2x.test.servers", 1);
		if (count == 1) {
			M2xServer server = TestServers.builder().start();
			return new TestedServer(server, server.url());
		}
		String database = TestServers.postgresUrl();
		M2xServer first = TestServers.on(database).start();
		List<URI> urls = Stream
			.concat(Stream.of(first), IntStream.range(1, count).mapToObj((number) -> TestServers.on(database).start()))
			.map((server) -> URI.create(server.url()))
			.toList();
		return new TestedServer(first, new RoundRobin(urls).url());
	}

	public String url() {
		return this.url;
	}

	public String masterKey() {
		return this.first.masterKey();
	}

	public String createAccount(String name) {
		return this.first.createAccount(name);
	}

	public void setAccountActive(String name, boolean active) {
		this.first.setAccountActive(name, active);
	}

}
