package io.m2x.spring.boot.provisioning;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.Device;
import io.m2x.client.error.M2xAuthenticationException;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xRateLimitException;
import io.m2x.client.error.M2xServerException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.retry.RetryOptions;

/**
 * Provisions devices in the background when the application starts. The devices of a
 * client are provisioned one after the other. Failed ones are retried with growing pauses
 * until all are provisioned or the application stops.
 * <p>
 * Each provisioned device is logged and published as an
 * {@link M2xDeviceProvisionedEvent}. Each reason of a failure is logged once.
 *
 * @since 0.1.0
 */
public class M2xProvisioner implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(M2xProvisioner.class);

	private static final Duration MIN_PAUSE = Duration.ofSeconds(1);

	private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

	private static final int MAX_DOUBLINGS = 6;

	private final Map<M2xClient, Set<ProvisionedDevice>> remaining = new LinkedHashMap<>();

	private final ApplicationEventPublisher events;

	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	private volatile boolean running;

	private Disposable work = Disposables.disposed();

	/**
	 * Create the provisioner.
	 * @param devices the devices to provision
	 * @param events publishes the events
	 */
	public M2xProvisioner(Collection<ProvisionedDevice> devices, ApplicationEventPublisher events) {
		devices.forEach((device) -> this.remaining.computeIfAbsent(device.client(), (client) -> new LinkedHashSet<>())
			.add(device));
		this.events = events;
	}

	@Override
	public synchronized void start() {
		if (!this.running) {
			this.running = true;
			this.work = Flux.fromIterable(this.remaining.entrySet())
				.flatMap((client) -> provision(client.getKey(), client.getValue()), Integer.MAX_VALUE)
				.subscribe((done) -> {
				}, (ex) -> logger.error("Provisioning of M2X devices stopped after an unexpected failure", ex));
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
		// Failed devices are retried as a group. Without retries of the client, a failure
		// is logged at once.
		M2xClient withoutRetries = client.withRetry(RetryOptions.none());
		return Mono.defer(() -> provisionOnce(withoutRetries, devices))
			.filter(Boolean::booleanValue)
			.repeatWhenEmpty((rounds) -> rounds.concatMap((round) -> Mono.delay(pause(round))));
	}

	private static Duration pause(long round) {
		Duration pause = MIN_PAUSE.multipliedBy(1L << Math.min(round, MAX_DOUBLINGS));
		return (pause.compareTo(MAX_PAUSE) < 0) ? pause : MAX_PAUSE;
	}

	private Mono<Boolean> provisionOnce(M2xClient client, Set<ProvisionedDevice> devices) {
		return Flux.fromIterable(List.copyOf(devices))
			.concatMap((device) -> client.devices()
				.ensure(device.device(), device.definition())
				.publishOn(Schedulers.boundedElastic())
				.doOnNext((ensured) -> {
					devices.remove(device);
					log(device, ensured);
				})
				.onErrorResume((ex) -> {
					log(device, ex);
					return affectsAllDevices(ex) ? Mono.error(ex) : Mono.empty();
				}))
			.onErrorComplete()
			.then(Mono.fromSupplier(devices::isEmpty));
	}

	// There is no need to try the other devices if M2X can't be reached.
	private static boolean affectsAllDevices(Throwable failure) {
		return failure instanceof M2xTransportException || failure instanceof M2xServerException
				|| failure instanceof M2xRateLimitException || failure instanceof M2xAuthenticationException;
	}

	private void log(ProvisionedDevice device, Device ensured) {
		logger.info("M2X device '" + device.name() + "' (" + device.device() + ") is provisioned: id " + ensured.id());
		try {
			this.events.publishEvent(new M2xDeviceProvisionedEvent(device.name(), device.client().name(), ensured));
		}
		catch (RuntimeException ex) {
			logger.error("A listener of M2xDeviceProvisionedEvent failed for the device '" + device.name() + "'", ex);
		}
	}

	private void log(ProvisionedDevice device, Throwable failure) {
		String subject = affectsAllDevices(failure)
				? "The devices of the M2X client '" + device.client().name() + "' at " + device.client().baseUrl()
				: "The M2X device '" + device.name() + "' (" + device.device() + ")";
		String message = subject + " could not be provisioned and will be retried: " + reason(failure);
		if (this.logged.add(message)) {
			logger.warn(message);
		}
	}

	// Only exceptions of the client are known to contain no secret.
	private static String reason(Throwable failure) {
		return (failure instanceof M2xException) ? String.valueOf(failure.getMessage()) : failure.getClass().getName();
	}

}
