package io.m2x.client.internal;

import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import io.m2x.client.error.M2xException;
import io.m2x.client.observation.DefaultM2xClientObservationConvention;
import io.m2x.client.observation.M2xClientObservationContext;
import io.m2x.client.observation.M2xClientObservationConvention;
import io.m2x.client.observation.M2xClientObservationDocumentation;

/**
 * Observes one call with all its attempts, for metrics and traces.
 */
final class ObservedCall {

	private static final String KEY = ObservationThreadLocalAccessor.KEY;

	private static final DefaultM2xClientObservationConvention DEFAULT = new DefaultM2xClientObservationConvention();

	private final M2xClientObservationContext context;

	private final @Nullable M2xClientObservationConvention convention;

	private final Observation observation;

	private final AtomicBoolean stopped = new AtomicBoolean();

	private boolean likeDefault;

	private ObservedCall(M2xClientObservationContext context, @Nullable M2xClientObservationConvention convention,
			ObservationRegistry registry) {
		this.context = context;
		this.convention = convention;
		this.observation = M2xClientObservationDocumentation.CALL.observation(convention, DEFAULT, () -> context,
				registry);
	}

	static ObservedCall start(CallSettings settings, String operation, ContextView reactorContext) {
		CallProgress.start(reactorContext, operation);
		ObservedCall call = new ObservedCall(new M2xClientObservationContext(settings.clientName(), operation),
				settings.observationConvention(), settings.observationRegistry());
		Observation parent = reactorContext.getOrDefault(KEY, null);
		if (parent != null) {
			call.observation.parentObservation(parent);
		}
		call.observation.start();
		call.likeDefault = DEFAULT.getLowCardinalityKeyValues(call.context).stream().allMatch(call::isKnown);
		return call;
	}

	// Makes the HTTP exchanges children of this call. A call that is not observed must
	// not hide its own parent from them.
	<T> Mono<T> around(Mono<T> attempts) {
		return this.observation.isNoop() ? attempts
				: Mono.fromDirect(opened(attempts.contextWrite((context) -> context.put(KEY, this.observation))));
	}

	<T> Flux<T> around(Flux<T> attempts) {
		return this.observation.isNoop() ? attempts
				: Flux.from(opened(attempts.contextWrite((context) -> context.put(KEY, this.observation))));
	}

	// Tracers prefer the observation that is open on the thread to the one in the
	// context, and the subscribing thread may have one of the caller open.
	private <T> Publisher<T> opened(Publisher<T> attempts) {
		return (subscriber) -> this.observation.scoped(() -> attempts.subscribe(subscriber));
	}

	void retry(M2xException failure) {
		signal(failure, M2xClientObservationDocumentation.Events.RETRY);
		this.context.setFailure(null);
		this.context.setAttempts(this.context.getAttempts() + 1);
	}

	void exhaustRetries(M2xException failure) {
		signal(failure, M2xClientObservationDocumentation.Events.RETRY_EXHAUSTED);
	}

	private void signal(M2xException failure, Observation.Event event) {
		if (this.stopped.get()) {
			return;
		}
		this.context.setFailure(failure);
		this.observation.lowCardinalityKeyValues(keyValues());
		this.observation.event(event);
	}

	// An observation keeps the key values of its start until they are set again. A
	// convention of the registry can't be asked for them: unless it started with those of
	// the default, only the keys that both have are updated.
	private KeyValues keyValues() {
		if (this.convention != null) {
			return this.convention.getLowCardinalityKeyValues(this.context);
		}
		KeyValues values = DEFAULT.getLowCardinalityKeyValues(this.context);
		return this.likeDefault ? values : KeyValues.of(values.stream().filter(this::isKnown).toList());
	}

	private boolean isKnown(KeyValue pair) {
		return this.context.getLowCardinalityKeyValue(pair.getKey()) != null;
	}

	void succeed() {
		if (this.stopped.compareAndSet(false, true)) {
			this.context.setFailure(null);
			this.context.setCompleted(true);
			this.observation.stop();
		}
	}

	void fail(Throwable failure) {
		if (this.stopped.compareAndSet(false, true)) {
			this.context.setFailure((failure instanceof M2xException known) ? known : null);
			this.observation.error(failure);
			this.observation.stop();
		}
	}

	void cancel() {
		if (this.stopped.compareAndSet(false, true)) {
			this.context.setFailure(null);
			this.context.setCancelled(true);
			this.observation.stop();
		}
	}

}
