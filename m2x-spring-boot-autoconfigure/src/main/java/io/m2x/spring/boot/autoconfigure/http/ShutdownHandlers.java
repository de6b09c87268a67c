package io.m2x.spring.boot.autoconfigure.http;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Closes what other beans may need until they are destroyed themselves. Spring destroys
 * first what it made last, unless it knows who needs whom, which it doesn't of beans that
 * ask for others only when they need them. This one is made before them all.
 *
 * @since 0.1.0
 */
public final class ShutdownHandlers implements BeanFactoryPostProcessor, DisposableBean {

	private static final Log logger = LogFactory.getLog(ShutdownHandlers.class);

	private final Deque<Runnable> handlers = new ConcurrentLinkedDeque<>();

	/**
	 * Have something closed after all beans are destroyed.
	 * @param handler closes it
	 */
	public void add(Runnable handler) {
		this.handlers.push(handler);
	}

	// As a post-processor it is made early, which is all that it wants.
	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
	}

	@Override
	public void destroy() {
		this.handlers.forEach(ShutdownHandlers::run);
	}

	// One that fails must not keep the others open.
	private static void run(Runnable handler) {
		try {
			handler.run();
		}
		catch (RuntimeException ex) {
			logger.warn("Something of M2X could not be closed with the application", ex);
		}
	}

}
