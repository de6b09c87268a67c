package io.m2x.client.contract;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lets a contract test fail that does not do what {@code operations.csv} says of it: have
 * the client send the operation, and the server respond with success.
 */
final class OperationProof implements BeforeTestExecutionCallback, AfterTestExecutionCallback {

	@Override
	public void beforeTestExecution(ExtensionContext context) {
		Exchanges.INSTANCE.begin();
	}

	@Override
	public void afterTestExecution(ExtensionContext context) {
		if (context.getExecutionException().isEmpty()) {
			String test = context.getRequiredTestClass().getSimpleName() + "."
					+ context.getRequiredTestMethod().getName();
			assertThat(Exchanges.INSTANCE.pairs()).as("operations exchanged by " + test)
				.containsAll(Operation.ALL.stream()
					.filter((operation) -> operation.test().equals(test))
					.map(Operation::pair)
					.toList());
		}
	}

}
