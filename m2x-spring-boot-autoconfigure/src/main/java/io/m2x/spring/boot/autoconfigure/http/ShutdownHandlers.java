package io.m2x.spring.boot.autoconfigure.http;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Runs handlers after all other beans are destroyed, for resources that beans may use in
 * their own destroy methods. Spring destroys beans in reverse order of creation and does
 * not know the dependencies of beans that look others up lazily. As a post-processor,
 * this bean is created first and so destroyed last.
 *
 * @since 0.1.0
 */
public final class ShutdownHandlers implements BeanFactoryPostProcessor, DisposableBean {

	private static final Log logger = LogFactory.getLog(ShutdownHandlers.class);

	private final Deque<Runnable> handlers = new ConcurrentLinkedDeque<>();

	/**
	 * Add a handler to run after all other beans are destroyed.
	 * @param handler closes a resource
	 */
	public void add(Runnable handler) {
		this.handlers.push(handler);
	}

	// Does nothing. Being a post-processor ensures that this bean is created early.
	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
	}

	@Override
	public void destroy() {
		this.handlers.forEach(ShutdownHandlers::run);
	}

	// A failing handler must not keep the others from running.
	private static void run(Runnable handler) {
		try {
			handler.run();
		}
		catch (RuntimeException ex) {
			logger.warn("An M2X resource could not be closed when the application stopped", ex);
		}
	}

}
