package io.m2x.spring.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;

import io.m2x.client.M2xClient;

/**
 * Finds the M2X clients of an application.
 *
 * @since 0.1.0
 */
public final class M2xClientBeans {

	private M2xClientBeans() {
	}

	/**
	 * Return all clients that are beans, including those that are not default candidates.
	 * @param beanFactory the bean factory of the application
	 * @return the clients by {@linkplain M2xClient#name() name}. Clients that share a
	 * name are returned by bean name
	 */
	public static Map<String, M2xClient> byName(ConfigurableListableBeanFactory beanFactory) {
		Map<String, M2xClient> beans = SimpleAutowireCandidateResolver.resolveAutowireCandidates(beanFactory,
				M2xClient.class);
		Map<String, Long> clientsPerName = beans.values()
			.stream()
			.map(M2xClient::name)
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
		Map<String, M2xClient> clients = new LinkedHashMap<>();
		beans.forEach((beanName, client) -> clients
			.put(Long.valueOf(1).equals(clientsPerName.get(client.name())) ? client.name() : beanName, client));
		// The name of a bean may equal the name of another client.
		return (clients.size() == beans.size()) ? clients : beans;
	}

}
