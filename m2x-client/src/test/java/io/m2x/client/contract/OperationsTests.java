package io.m2x.client.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that client and server have the whole API: every line of {@code operations.csv}
 * names a method of the client that sends it, as its blocking twin does, a route of the
 * server that takes it and a test in which both meet.
 */
class OperationsTests extends ContractTests {

	private static final Map<String, Set<String>> CALLS = ServiceCalls.all();

	private static final Map<String, Set<String>> BLOCKING_CALLS = ServiceCalls.allBlocking();

	private static final String NO_ROUTE = "The specified resource does not exist";

	@Test
	void tableHasTheWholeApi() {
		assertThat(Operation.ALL).hasSize(111).extracting(Operation::pair).doesNotHaveDuplicates();
		Set<String> searches = Set.of("POST /devices/catalog/search", "POST /devices/search",
				"POST /devices/{}/values/search", "POST /distributions/search");
		assertThat(Operation.ALL).filteredOn((operation) -> !searches.contains(operation.pair())).hasSize(107);
		for (int i = 0; i < Operation.ALL.size(); i++) {
			assertThat(Operation.ALL.get(i).number()).isEqualTo(i + 1);
		}
	}

	@TestFactory
	List<DynamicTest> clientSendsIt() {
		return perOperation((operation) -> verifySent(operation, operation.clientMethods(), CALLS));
	}

	@TestFactory
	List<DynamicTest> blockingClientSendsIt() {
		return perOperation((operation) -> verifySent(operation,
				operation.clientMethods().stream().map((method) -> method.replace("M2x", "M2xBlocking")).toList(),
				BLOCKING_CALLS));
	}

	private static void verifySent(Operation operation, List<String> methods, Map<String, Set<String>> calls) {
		assertThat(methods).isNotEmpty()
			.allSatisfy((method) -> assertThat(calls).containsKey(method)
				.hasEntrySatisfying(method, (pairs) -> assertThat(pairs).contains(operation.pair())));
	}

	@Test
	void clientSendsNothingElse() {
		Set<String> known = Operation.ALL.stream().map(Operation::pair).collect(Collectors.toSet());
		assertThat(CALLS).allSatisfy((method, pairs) -> assertThat(known).containsAll(pairs));
		assertThat(BLOCKING_CALLS).hasSameSizeAs(CALLS)
			.allSatisfy((method, pairs) -> assertThat(known).containsAll(pairs));
	}

	@TestFactory
	List<DynamicTest> serverHasRoute() {
		return perOperation((operation) -> {
			HttpResponse<String> response = send(operation.verb(),
					operation.path().replace("{format}", "png").replaceAll("\\{[^}]+}", Samples.ID));
			assertThat(response.statusCode()).isNotEqualTo(405).isLessThan(500);
			assertThat(response.body()).doesNotContain(NO_ROUTE);
		});
	}

	@Test
	void serverHasNoRouteForAnythingElse() throws Exception {
		assertThat(send("GET", "/devices/" + Samples.ID + "/nothing").body()).contains(NO_ROUTE);
	}

	// That the test does what the table says is checked when it runs.
	@TestFactory
	List<DynamicTest> testShowsIt() {
		return perOperation((operation) -> {
			String[] name = operation.test().split("\\.", 2);
			Class<?> type = Class.forName(getClass().getPackageName() + "." + name[0]);
			assertThat(type).isAssignableTo(ContractTests.class);
			assertThat(ReflectionUtils.findMethod(type, name[1], (Class<?>[]) null))
				.matches((method) -> AnnotatedElementUtils.hasAnnotation(method, Test.class), "is a test");
		});
	}

	@Test
	void everyMethodOfThePythonClientHasItsLine() {
		Set<String> named = new TreeSet<>();
		Operation.ALL.forEach((operation) -> operation.pythonNames()
			.forEach((name) -> named.add(name
				.replaceFirst("^(Device|Collection|Distribution)\\.((read|update)_metadata(_field)?)$", "Metadata.$2")
				.replaceFirst("^(Device|Collection|Distribution|Key)\\.(update|remove)$", "Resource.$2"))));
		List<String> reference = Operation.lines("python-methods.txt");
		assertThat(reference).hasSize(65);
		assertThat(named).containsExactlyInAnyOrderElementsOf(new HashSet<>(reference));
	}

	private static HttpResponse<String> send(String verb, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(SERVER.url() + path))
			.header("X-M2X-KEY", SERVER.masterKey())
			.method(verb, HttpRequest.BodyPublishers.noBody())
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static List<DynamicTest> perOperation(Check check) {
		return Operation.ALL.stream()
			.map((operation) -> DynamicTest.dynamicTest(
					operation.number() + ": " + operation.verb() + " " + operation.path(), () -> check.run(operation)))
			.toList();
	}

	@FunctionalInterface
	interface Check {

		void run(Operation operation) throws Exception;

	}

}
