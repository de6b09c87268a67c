package io.m2x.server.webhooks;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.WebAddress;

/**
 * The notification that is next in its queue.
 *
 * @param id the row of the notification
 * @param triggerRow the row of the trigger
 * @param trigger the id of the trigger on the wire
 * @param device the row of the device, or {@link Outbox#NO_DEVICE}
 * @param url where it goes, as it stands in the trigger
 * @param address where it goes, {@code null} if an older version has accepted what is no
 * address
 * @param body what is sent
 */
record Notification(long id, long triggerRow, String trigger, long device, String url, @Nullable WebAddress address,
		String body) {

	static Notification of(WebhookStore.Waiting waiting, Callbacks.Callback callback) {
		return new Notification(waiting.id(), waiting.trigger(), callback.trigger(), waiting.device(), callback.url(),
				WebAddress.parse(callback.url()), waiting.body());
	}

	// Return what can be down as a whole.
	String host() {
		return (this.address != null) ? this.address.authority() : "no host";
	}

	// Shows neither address nor body, either may hold secrets.
	@Override
	public String toString() {
		return "Notification[" + this.id + "]";
	}

}
