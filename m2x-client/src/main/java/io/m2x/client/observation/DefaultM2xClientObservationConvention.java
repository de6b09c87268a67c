package io.m2x.client.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

import io.m2x.client.error.M2xException;
import io.m2x.client.observation.M2xClientObservationDocumentation.HighCardinalityKeyNames;
import io.m2x.client.observation.M2xClientObservationDocumentation.LowCardinalityKeyNames;

/**
 * Names observations {@value #NAME} and adds the documented key values.
 *
 * @since 0.1.0
 * @see M2xClientObservationDocumentation
 */
public class DefaultM2xClientObservationConvention implements M2xClientObservationConvention {

	/**
	 * The default name of the observation.
	 */
	public static final String NAME = "m2x.client";

	private static final KeyValue ERROR_NONE = KeyValue.of(LowCardinalityKeyNames.ERROR, KeyValue.NONE_VALUE);

	private static final KeyValue OUTCOME_SUCCESS = outcome("SUCCESS");

	private static final KeyValue OUTCOME_REDIRECTION = outcome("REDIRECTION");

	private static final KeyValue OUTCOME_CLIENT_ERROR = outcome("CLIENT_ERROR");

	private static final KeyValue OUTCOME_SERVER_ERROR = outcome("SERVER_ERROR");

	private static final KeyValue OUTCOME_CANCELLED = outcome("CANCELLED");

	private static final KeyValue OUTCOME_UNKNOWN = outcome("UNKNOWN");

	private final String name;

	/**
	 * Create the convention.
	 */
	public DefaultM2xClientObservationConvention() {
		this(NAME);
	}

	/**
	 * Create the convention with another name for the observation.
	 * @param name the name
	 */
	public DefaultM2xClientObservationConvention(String name) {
		this.name = name;
	}

	private static KeyValue outcome(String value) {
		return KeyValue.of(LowCardinalityKeyNames.OUTCOME, value);
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public String getContextualName(M2xClientObservationContext context) {
		return "m2x " + context.getOperation();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(M2xClientObservationContext context) {
		// Already sorted by name, which saves sorting.
		if (!isDecided(context)) {
			return KeyValues.of(client(context), operation(context), resource(context));
		}
		return KeyValues.of(error(context), client(context), operation(context), resource(context), outcome(context));
	}

	// The outcome of a running call is not known.
	private static boolean isDecided(M2xClientObservationContext context) {
		return context.isCompleted() || context.isCancelled() || context.getFailure() != null
				|| context.getError() != null;
	}

	/**
	 * Return the key value of the failure.
	 * @param context the call
	 * @return the simple name of the exception's class, or {@code none}
	 */
	protected KeyValue error(M2xClientObservationContext context) {
		Throwable failure = (context.getFailure() != null) ? context.getFailure() : context.getError();
		return (failure != null) ? KeyValue.of(LowCardinalityKeyNames.ERROR, failure.getClass().getSimpleName())
				: ERROR_NONE;
	}

	/**
	 * Return the key value of the client.
	 * @param context the call
	 * @return the name of the client
	 */
	protected KeyValue client(M2xClientObservationContext context) {
		return KeyValue.of(LowCardinalityKeyNames.CLIENT, context.getClientName());
	}

	/**
	 * Return the key value of the operation.
	 * @param context the call
	 * @return the name of the operation
	 */
	protected KeyValue operation(M2xClientObservationContext context) {
		return KeyValue.of(LowCardinalityKeyNames.OPERATION, context.getOperation());
	}

	/**
	 * Return the key value of the resource.
	 * @param context the call
	 * @return the first part of the name of the operation
	 */
	protected KeyValue resource(M2xClientObservationContext context) {
		return KeyValue.of(LowCardinalityKeyNames.RESOURCE, context.getResource());
	}

	/**
	 * Return the key value of the outcome of the call, or of a failed attempt of it.
	 * @param context the call
	 * @return the outcome
	 */
	protected KeyValue outcome(M2xClientObservationContext context) {
		if (context.isCancelled()) {
			return OUTCOME_CANCELLED;
		}
		if (context.isCompleted()) {
			return OUTCOME_SUCCESS;
		}
		M2xException failure = context.getFailure();
		return ofStatus((failure != null) ? failure.status() : null);
	}

	private static KeyValue ofStatus(@Nullable Integer status) {
		return switch ((status != null) ? status / 100 : 0) {
			case 3 -> OUTCOME_REDIRECTION;
			case 4 -> OUTCOME_CLIENT_ERROR;
			case 5 -> OUTCOME_SERVER_ERROR;
			default -> OUTCOME_UNKNOWN;
		};
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(M2xClientObservationContext context) {
		return KeyValues.of(attempts(context));
	}

	/**
	 * Return the key value of the number of attempts.
	 * @param context the call
	 * @return the number of attempts
	 */
	protected KeyValue attempts(M2xClientObservationContext context) {
		return KeyValue.of(HighCardinalityKeyNames.ATTEMPTS, Integer.toString(context.getAttempts()));
	}

}
