package io.m2x.spring.boot.autoconfigure;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ReflectionUtils;

import io.m2x.client.M2xClient;
import io.m2x.client.blocking.M2xBlockingClient;

/**
 * Registers each client below {@code m2x.clients} and each of its reactive and blocking
 * services as a bean. The name of the client is the qualifier.
 */
class NamedClientsRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	NamedClientsRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importingClass, BeanDefinitionRegistry registry) {
		M2xClientNames.of(this.environment).forEach((name) -> {
			RootBeanDefinition client = definition(M2xClient.class, M2xAutoConfiguration.CLIENTS_BEAN, "get");
			client.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
			register(registry, name, M2xClient.class, client);
			registerServices(registry, name, M2xClient.class);
			RootBeanDefinition blockingClient = new RootBeanDefinition(M2xBlockingClient.class);
			blockingClient.setFactoryMethodName("of");
			blockingClient.getConstructorArgumentValues()
				.addIndexedArgumentValue(0, new RuntimeBeanReference(beanName(name, M2xClient.class)));
			register(registry, name, M2xBlockingClient.class, blockingClient);
			registerServices(registry, name, M2xBlockingClient.class);
		});
	}

	private static void registerServices(BeanDefinitionRegistry registry, String name, Class<?> client) {
		for (Method getter : ReflectionUtils.getDeclaredMethods(client)) {
			Class<?> type = getter.getReturnType();
			if (getter.getParameterCount() == 0 && type.getSimpleName().startsWith("M2x")
					&& type.getPackageName().startsWith(M2xClient.class.getPackageName() + ".")
					&& Modifier.isPublic(getter.getModifiers())) {
				register(registry, name, type, definition(type, beanName(name, client), getter.getName()));
			}
		}
	}

	private static RootBeanDefinition definition(Class<?> type, String factoryBean, String factoryMethod) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(type);
		definition.setFactoryBeanName(factoryBean);
		definition.setFactoryMethodName(factoryMethod);
		return definition;
	}

	private static void register(BeanDefinitionRegistry registry, String name, Class<?> type,
			RootBeanDefinition definition) {
		definition.setDefaultCandidate(false);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		registry.registerBeanDefinition(beanName(name, type), definition);
	}

	private static String beanName(String name, Class<?> type) {
		return name + type.getSimpleName();
	}

}
