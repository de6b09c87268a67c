package io.m2x.server.webhooks;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Logs which webhooks fail: when one starts to fail, when the reason changes, and when it
 * works again. The same failure at several devices of a distribution is logged once.
 *
 * @since 0.1.0
 */
@Component
public final class WebhookFailures {

	/**
	 * The greatest number of failing triggers that are remembered, and of devices of
	 * each.
	 */
	private static final int MAX_REMEMBERED = 10_000;

	private static final int MAX_DEVICES = 1000;

	private static final Log logger = LogFactory.getLog(WebhookFailures.class);

	private final Map<Long, Episode> episodes = new Remembered<>(MAX_REMEMBERED);

	WebhookFailures() {
	}

	/**
	 * Return how the webhook of a trigger fails, as far as this process has seen.
	 * @param trigger the row of the trigger
	 * @param url the present callback URL of the trigger
	 * @return the failure, or {@code null} if it works or was not tried yet
	 */
	public synchronized @Nullable Failure of(long trigger, String url) {
		Episode episode = this.episodes.get(trigger);
		return (episode != null && episode.url.equals(url)) ? new Failure(episode.reason, episode.since) : null;
	}

	synchronized void failed(Notification notification, String reason) {
		Episode episode = this.episodes.get(notification.triggerRow());
		if (episode == null || !episode.url.equals(notification.url())) {
			episode = new Episode(notification.url(), reason);
			this.episodes.put(notification.triggerRow(), episode);
			tell(notification, reason);
		}
		// Devices that fail for different reasons do not alternate in the log.
		String before = episode.reasons.put(notification.device(), reason);
		if (!reason.equals(before) && !reason.equals(episode.reason)) {
			episode.reason = reason;
			tell(notification, reason);
		}
	}

	private static void tell(Notification notification, String reason) {
		logger.warn("The webhook of trigger " + notification.trigger() + " at " + notification.host() + " fails: "
				+ reason + ". Its notifications wait and are sent again for up to " + WebhookDelivery.PATIENCE.toHours()
				+ " hours");
	}

	synchronized void succeeded(Notification notification) {
		Episode episode = this.episodes.get(notification.triggerRow());
		if (episode != null) {
			episode.reasons.remove(notification.device());
			if (episode.reasons.isEmpty() || !episode.url.equals(notification.url())) {
				this.episodes.remove(notification.triggerRow());
				logger.info("The webhook of trigger " + notification.trigger() + " at " + notification.host()
						+ " works again");
			}
		}
	}

	// There is nothing left to deliver for this device.
	synchronized void gaveUp(Notification notification) {
		Episode episode = this.episodes.get(notification.triggerRow());
		if (episode != null) {
			episode.reasons.remove(notification.device());
		}
	}

	/**
	 * How a webhook fails.
	 *
	 * @param reason why the last notification was not accepted
	 * @param since when it began to fail
	 */
	public record Failure(String reason, Instant since) {

	}

	/**
	 * The time from the first failure to the next success.
	 */
	private static final class Episode {

		private final Map<Long, String> reasons = new Remembered<>(MAX_DEVICES);

		private final Instant since = Instant.now();

		private final String url;

		private String reason;

		Episode(String url, String reason) {
			this.url = url;
			this.reason = reason;
		}

	}

	/**
	 * Forgets what is oldest.
	 *
	 * @param <V> the type of the values
	 */
	private static final class Remembered<V> extends LinkedHashMap<Long, V> {

		private static final long serialVersionUID = 1L;

		private final int max;

		Remembered(int max) {
			this.max = max;
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
			return size() > this.max;
		}

	}

}
