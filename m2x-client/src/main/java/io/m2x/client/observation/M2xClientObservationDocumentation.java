package io.m2x.client.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * Documents the observations of calls to M2X.
 *
 * @since 0.1.0
 */
public enum M2xClientObservationDocumentation implements ObservationDocumentation {

	/**
	 * Call of an operation, with all its attempts. The HTTP exchanges of the attempts are
	 * its children.
	 */
	CALL {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultM2xClientObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeyNames.values();
		}

		@Override
		public Observation.Event[] getEvents() {
			return Events.values();
		}

	};

	/**
	 * Keys with few different values, suitable for metrics.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/**
		 * Class of the failure, or {@code none}.
		 */
		ERROR {

			@Override
			public String asString() {
				return "error";
			}

		},

		/**
		 * Name of the client, {@code default} by default.
		 */
		CLIENT {

			@Override
			public String asString() {
				return "m2x.client";
			}

		},

		/**
		 * Name of the operation, such as {@code devices.view}.
		 */
		OPERATION {

			@Override
			public String asString() {
				return "m2x.operation";
			}

		},

		/**
		 * Resource of the operation, such as {@code devices}.
		 */
		RESOURCE {

			@Override
			public String asString() {
				return "m2x.resource";
			}

		},

		/**
		 * Outcome of the call: {@code SUCCESS}, {@code REDIRECTION}, {@code CLIENT_ERROR}
		 * or {@code SERVER_ERROR} by the status of the response, {@code CANCELLED} if the
		 * caller cancelled it, {@code UNKNOWN} without a usable response.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

	/**
	 * Keys with many different values, suitable for traces only.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/**
		 * Number of attempts, from 1.
		 */
		ATTEMPTS {

			@Override
			public String asString() {
				return "m2x.attempts";
			}

		}

	}

	/**
	 * Events during a call. The key values then describe the failed attempt.
	 */
	public enum Events implements Observation.Event {

		/**
		 * A failed attempt is retried.
		 */
		RETRY {

			@Override
			public String getName() {
				return "retry";
			}

		},

		/**
		 * A failed attempt is not retried because the number of retries, or the time for
		 * them, is exhausted.
		 */
		RETRY_EXHAUSTED {

			@Override
			public String getName() {
				return "retry.exhausted";
			}

		}

	}

}
