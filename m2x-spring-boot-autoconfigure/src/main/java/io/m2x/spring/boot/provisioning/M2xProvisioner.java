package io.m2x.spring.boot.provisioning;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.Device;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xRateLimitException;
import io.m2x.client.error.M2xServerException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.retry.RetryOptions;

/**
 * Ensures devices when the application starts, without delaying the start: in the
 * background, one after the other for each client. Devices that fail are retried after
 * the others, with growing pauses, until all are done or the application stops. A pause
 * is never shorter than the {@code Retry-After} of a response.
 * <p>
 * Each device that is done is logged and published as an
 * {@link M2xDeviceProvisionedEvent}. The reason of a failure is logged when it differs
 * from the one before.
 *
 * @since 0.1.0
 */
public class M2xProvisioner implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(M2xProvisioner.class);

	private static final Duration MIN_PAUSE = Duration.ofSeconds(1);

	private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

	private static final int MAX_DOUBLINGS = 6;

	private static final double JITTER = 0.25;

	private static final Set<Integer> STATUS_FOR_ALL = Set.of(401, 429, 502, 503, 504);

	private final Map<M2xClient, Set<ProvisionedDevice>> devices = new LinkedHashMap<>();

	private final Set<ProvisionedDevice> done = ConcurrentHashMap.newKeySet();

	private final ApplicationEventPublisher events;

	private final Map<String, String> reasons = new ConcurrentHashMap<>();

	private volatile boolean running;

	private Disposable work = Disposables.disposed();

	/**
	 * Create the provisioner.
	 * @param devices the devices to ensure
	 * @param events learns of the devices that are done
	 */
	public M2xProvisioner(Collection<ProvisionedDevice> devices, ApplicationEventPublisher events) {
		devices.forEach((device) -> this.devices.computeIfAbsent(device.client(), (client) -> new LinkedHashSet<>())
			.add(device));
		this.events = events;
	}

	@Override
	public synchronized void start() {
		if (!this.running) {
			this.running = true;
			this.work = Flux.fromIterable(this.devices.entrySet())
				.flatMap((client) -> provision(client.getKey(), client.getValue()), Integer.MAX_VALUE)
				.subscribe((done) -> {
				}, (ex) -> logger.error("The devices of M2X could not be provisioned", ex));
		}
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		this.work.dispose();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	private Mono<Boolean> provision(M2xClient client, Set<ProvisionedDevice> devices) {
		// Rounds are retries, so a failed call is logged at once instead of retried.
		M2xClient once = client.withRetry(RetryOptions.none());
		return Mono.defer(() -> {
			// What is left belongs to this start alone: the last one may still be ending.
			Set<ProvisionedDevice> left = new LinkedHashSet<>(devices);
			left.removeAll(this.done);
			AtomicReference<Duration> retryAfter = new AtomicReference<>(Duration.ZERO);
			return Mono.defer(() -> round(once, left, retryAfter))
				.filter(Boolean::booleanValue)
				.repeatWhenEmpty((rounds) -> rounds.concatMap((round) -> Mono.delay(pause(round, retryAfter.get()))));
		});
	}

	private static Duration pause(long round, Duration retryAfter) {
		Duration pause = MIN_PAUSE.multipliedBy(1L << Math.min(round, MAX_DOUBLINGS));
		pause = (pause.compareTo(MAX_PAUSE) < 0) ? pause : MAX_PAUSE;
		double jitter = ThreadLocalRandom.current().nextDouble(JITTER) * pause.toMillis();
		return (pause.compareTo(retryAfter) < 0 ? retryAfter : pause).plusMillis((long) jitter);
	}

	private Mono<Boolean> round(M2xClient client, Set<ProvisionedDevice> left, AtomicReference<Duration> retryAfter) {
		retryAfter.set(Duration.ZERO);
		return Flux.fromIterable(List.copyOf(left))
			.concatMap((device) -> client.devices()
				.ensure(device.device(), device.definition())
				.publishOn(Schedulers.boundedElastic())
				.doOnNext((ensured) -> {
					left.remove(device);
					succeeded(device, ensured);
				})
				.onErrorResume((ex) -> {
					left.remove(device);
					left.add(device);
					retryAfter.accumulateAndGet(retryAfter(ex),
							(one, other) -> (one.compareTo(other) < 0) ? other : one);
					failed(device, ex);
					return concernsAll(ex) ? Mono.error(ex) : Mono.empty();
				}))
			.onErrorComplete()
			.then(Mono.fromSupplier(left::isEmpty));
	}

	private static Duration retryAfter(Throwable failure) {
		Duration wait = null;
		if (failure instanceof M2xRateLimitException limited) {
			wait = limited.retryAfter();
		}
		else if (failure instanceof M2xServerException failed) {
			wait = failed.retryAfter();
		}
		return (wait != null) ? wait : Duration.ZERO;
	}

	// The other devices need not be tried while M2X can't be reached or rejects the key.
	private static boolean concernsAll(Throwable failure) {
		if (failure instanceof M2xTransportException) {
			return isWithoutConnection(failure.getCause());
		}
		return failure instanceof M2xException rejected && rejected.status() != null
				&& STATUS_FOR_ALL.contains(rejected.status());
	}

	private static boolean isWithoutConnection(@Nullable Throwable cause) {
		for (Throwable link = cause; link != null; link = link.getCause()) {
			if (link instanceof ConnectException || link instanceof NoRouteToHostException
					|| link instanceof UnknownHostException || link instanceof HttpConnectTimeoutException
					|| link instanceof SSLException) {
				return true;
			}
		}
		return false;
	}

	private void succeeded(ProvisionedDevice device, Device ensured) {
		if (!this.done.add(device)) {
			return;
		}
		logger.info("M2X device '" + device.name() + "' (" + device.device() + ") is provisioned: id " + ensured.id());
		try {
			this.events.publishEvent(new M2xDeviceProvisionedEvent(device.name(), device.client().name(), ensured));
		}
		catch (RuntimeException ex) {
			logger.error("A listener of M2xDeviceProvisionedEvent failed for the device '" + device.name() + "'", ex);
		}
	}

	private void failed(ProvisionedDevice device, Throwable failure) {
		String what = concernsAll(failure)
				? "The devices of the M2X client '" + device.client().name() + "' at " + device.client().baseUrl()
				: "The M2X device '" + device.name() + "' (" + device.device() + ")";
		String reason = reason(failure);
		if (!reason.equals(this.reasons.put(what, reason))) {
			logger.warn(what + " could not be provisioned and will be retried: " + reason);
		}
	}

	// Only our own exceptions are known to hold no secret.
	private static String reason(Throwable failure) {
		return (failure instanceof M2xException) ? String.valueOf(failure.getMessage()) : failure.getClass().getName();
	}

}
