package io.m2x.spring.boot.test;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the M2X beans of a {@code @WebClientTest} lazy, so that a test of another client
 * needs neither a key nor a server.
 */
@Configuration(proxyBeanMethods = false)
class LazyM2xConfiguration {

	private static final List<String> M2X_PACKAGES = List.of("io.m2x.spring.boot.", "io.m2x.client.");

	@Bean
	static BeanFactoryPostProcessor lazyM2xBeans() {
		return (beanFactory) -> {
			for (String name : beanFactory.getBeanDefinitionNames()) {
				if (isM2xBean(name, beanFactory)) {
					beanFactory.getBeanDefinition(name).setLazyInit(true);
				}
			}
		};
	}

	// Checks the class of the bean, or that of its factory bean.
	private static boolean isM2xBean(@Nullable String name, ConfigurableListableBeanFactory beanFactory) {
		if (name == null || !beanFactory.containsBeanDefinition(name)) {
			return false;
		}
		BeanDefinition definition = beanFactory.getBeanDefinition(name);
		String type = definition.getBeanClassName();
		return (type != null && M2X_PACKAGES.stream().anyMatch(type::startsWith))
				|| isM2xBean(definition.getFactoryBeanName(), beanFactory);
	}

}
