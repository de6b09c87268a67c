package io.m2x.spring.boot.autoconfigure;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ReflectionUtils;

import io.m2x.client.M2xClient;

/**
 * Registers each client of {@code m2x.clients}, and each of its services, as a bean that
 * is qualified with the name of the client.
 */
class NamedClientsRegistrar implements ImportBeanDefinitionRegistrar {

	private static final String CLIENT = "M2xClient";

	private final Environment environment;

	NamedClientsRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importingClass, BeanDefinitionRegistry registry) {
		M2xClientNames.of(this.environment).forEach((name) -> {
			register(registry, name, CLIENT, M2xClient.class, M2xAutoConfiguration.CLIENTS_BEAN, "get", name);
			for (Method getter : ReflectionUtils.getDeclaredMethods(M2xClient.class)) {
				Class<?> type = getter.getReturnType();
				if (getter.getParameterCount() == 0 && type.getSimpleName().startsWith("M2x")
						&& type.getPackageName().startsWith(M2xClient.class.getPackageName() + ".")
						&& Modifier.isPublic(getter.getModifiers())) {
					register(registry, name, type.getSimpleName(), type, name + CLIENT, getter.getName(), null);
				}
			}
		});
	}

	private static void register(BeanDefinitionRegistry registry, String client, String suffix, Class<?> type,
			String factoryBean, String factoryMethod, @Nullable String argument) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(type);
		definition.setFactoryBeanName(factoryBean);
		definition.setFactoryMethodName(factoryMethod);
		if (argument != null) {
			definition.getConstructorArgumentValues().addIndexedArgumentValue(0, argument);
		}
		definition.setDefaultCandidate(false);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, client));
		registry.registerBeanDefinition(client + suffix, definition);
	}

}
