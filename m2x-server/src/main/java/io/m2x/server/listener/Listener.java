package io.m2x.server.listener;

import org.springframework.context.SmartLifecycle;

/**
 * An open port of the server for one protocol. Every bean of this type opens its port
 * when all else is ready, and closes it before anything else stops.
 *
 * @since 0.1.0
 */
public interface Listener extends SmartLifecycle {

	/**
	 * The phase of work that must be there before the first port is opened, and until the
	 * last request is finished: before the web servers of Spring Boot too.
	 */
	int PHASE_OF_WORK = DEFAULT_PHASE - 4096;

	/**
	 * Return the port on which the listener listens.
	 * @return the actual port, never zero
	 * @throws IllegalStateException if the listener does not run
	 */
	int port();

}
