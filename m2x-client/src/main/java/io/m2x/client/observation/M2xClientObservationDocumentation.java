package io.m2x.client.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * What is observed of calls to M2X.
 *
 * @since 0.1.0
 */
public enum M2xClientObservationDocumentation implements ObservationDocumentation {

	/**
	 * A call of an operation, from the first attempt to the end of the last one. The HTTP
	 * exchanges of the attempts are its children.
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
	 * Keys with few different values, fit for metrics.
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
		 * Name of the client, {@code default} unless it was given another.
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
		 * What the operation is about, such as {@code devices}.
		 */
		RESOURCE {

			@Override
			public String asString() {
				return "m2x.resource";
			}

		},

		/**
		 * How the call ended: {@code SUCCESS}, {@code REDIRECTION}, {@code CLIENT_ERROR}
		 * or {@code SERVER_ERROR} by the status of the answer, {@code CANCELLED} if
		 * nobody waited for it any more, {@code UNKNOWN} without a usable answer.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

	/**
	 * Keys with any number of different values, fit for traces only.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/**
		 * How often the request was sent, from 1.
		 */
		ATTEMPTS {

			@Override
			public String asString() {
				return "m2x.attempts";
			}

		}

	}

	/**
	 * What can happen during a call. The key values then tell about the attempt that
	 * failed.
	 */
	public enum Events implements Observation.Event {

		/**
		 * A failed attempt is followed by another one.
		 */
		RETRY {

			@Override
			public String getName() {
				return "retry";
			}

		},

		/**
		 * A failed attempt is the last one only because the number of repetitions, or the
		 * time for them, is used up.
		 */
		RETRY_EXHAUSTED {

			@Override
			public String getName() {
				return "retry.exhausted";
			}

		}

	}

}
