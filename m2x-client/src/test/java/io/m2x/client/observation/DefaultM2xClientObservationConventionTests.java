package io.m2x.client.observation;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.m2x.client.error.FailedResponse;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xTransportException;

import static org.assertj.core.api.Assertions.assertThat;

class DefaultM2xClientObservationConventionTests {

	private final DefaultM2xClientObservationConvention convention = new DefaultM2xClientObservationConvention();

	private final M2xClientObservationContext context = new M2xClientObservationContext("north", "devices.view");

	private static M2xException response(int status) {
		return new FailedResponse(status, null, null, Map.of(), null, null).toException("devices.view");
	}

	private @Nullable String value(String key) {
		return this.convention.getLowCardinalityKeyValues(this.context)
			.stream()
			.filter((pair) -> pair.getKey().equals(key))
			.map(KeyValue::getValue)
			.findFirst()
			.orElse(null);
	}

	@Test
	void observationHasName() {
		assertThat(this.convention.getName()).isEqualTo("m2x.client");
		assertThat(new DefaultM2xClientObservationConvention("things").getName()).isEqualTo("things");
	}

	@Test
	void spanIsCalledAfterTheOperation() {
		assertThat(this.convention.getContextualName(this.context)).isEqualTo("m2x devices.view");
	}

	@Test
	void supportsOnlyItsContext() {
		assertThat(this.convention.supportsContext(this.context)).isTrue();
		assertThat(this.convention.supportsContext(new Observation.Context())).isFalse();
	}

	@Test
	void valuesTellTheCall() {
		KeyValue[] call = { KeyValue.of("m2x.client", "north"), KeyValue.of("m2x.operation", "devices.view"),
				KeyValue.of("m2x.resource", "devices") };
		assertThat(this.convention.getLowCardinalityKeyValues(this.context)).containsExactly(call);
		this.context.setCompleted(true);
		assertThat(this.convention.getLowCardinalityKeyValues(this.context)).contains(call)
			.contains(KeyValue.of("error", "none"), KeyValue.of("outcome", "SUCCESS"));
	}

	@Test
	void keysOfACallThatIsOverAreTheDocumentedOnesWhateverHappens() {
		String[] keys = keys(M2xClientObservationDocumentation.CALL.getLowCardinalityKeyNames());
		assertThat(keys).isSortedAccordingTo(Comparator.naturalOrder());
		assertThat(keysOf(this.convention.getLowCardinalityKeyValues(this.context)))
			.isSortedAccordingTo(Comparator.naturalOrder())
			.isSubsetOf(keys);
		this.context.setFailure(response(503));
		assertThat(keysOf(this.convention.getLowCardinalityKeyValues(this.context))).containsExactly(keys);
		this.context.setCancelled(true);
		assertThat(keysOf(this.convention.getLowCardinalityKeyValues(this.context))).containsExactly(keys);
		assertThat(keysOf(this.convention.getHighCardinalityKeyValues(this.context)))
			.containsExactly(keys(M2xClientObservationDocumentation.CALL.getHighCardinalityKeyNames()));
	}

	private static String[] keys(KeyName[] names) {
		return Arrays.stream(names).map(KeyName::asString).toArray(String[]::new);
	}

	private static String[] keysOf(KeyValues values) {
		return values.stream().map(KeyValue::getKey).toArray(String[]::new);
	}

	@ParameterizedTest
	@CsvSource({ "302, REDIRECTION, M2xException", "404, CLIENT_ERROR, M2xNotFoundException",
			"429, CLIENT_ERROR, M2xRateLimitException", "503, SERVER_ERROR, M2xServerException",
			"99, UNKNOWN, M2xException" })
	void failedResponseDecidesOutcomeAndError(int status, String outcome, String error) {
		this.context.setFailure(response(status));
		assertThat(value("outcome")).isEqualTo(outcome);
		assertThat(value("error")).isEqualTo(error);
	}

	@Test
	void outcomeWithoutResponseIsUnknown() {
		this.context.setFailure(new M2xTransportException("devices.view", "no connection", null));
		assertThat(value("outcome")).isEqualTo("UNKNOWN");
		assertThat(value("error")).isEqualTo("M2xTransportException");
	}

	@Test
	void errorOfAnyOtherKindIsToldToo() {
		this.context.setError(new IOException());
		assertThat(value("error")).isEqualTo("IOException");
	}

	@Test
	void completedCallIsASuccess() {
		this.context.setCompleted(true);
		assertThat(value("outcome")).isEqualTo("SUCCESS");
		assertThat(value("error")).isEqualTo("none");
	}

	@Test
	void cancelledCallIsCancelled() {
		this.context.setCancelled(true);
		assertThat(value("outcome")).isEqualTo("CANCELLED");
		assertThat(value("error")).isEqualTo("none");
	}

	@Test
	void attemptsAreCountedForTracesOnly() {
		this.context.setAttempts(3);
		assertThat(this.convention.getHighCardinalityKeyValues(this.context))
			.containsExactly(KeyValue.of("m2x.attempts", "3"));
	}

	@Test
	void resourceOfOperationWithoutActionIsTheOperation() {
		assertThat(new M2xClientObservationContext("north", "status").getResource()).isEqualTo("status");
	}

}
