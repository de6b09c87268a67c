package io.m2x.server.exports;

/**
 * Stops work on an export that must not continue here.
 */
final class ExportStoppedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	ExportStoppedException(Reason reason) {
		super("The export stopped: " + reason, null, false, false);
		this.reason = reason;
	}

	Reason reason() {
		return this.reason;
	}

	/**
	 * Why it must not go on.
	 */
	enum Reason {

		/** The server shuts down; the next one starts the export again. */
		SHUTDOWN,

		/** Another server has started it again, or the export was deleted. */
		TAKEN_OVER,

		/** There is nothing left to export. */
		DEVICE_DELETED

	}

}
