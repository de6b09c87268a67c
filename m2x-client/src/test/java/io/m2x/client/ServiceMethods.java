package io.m2x.client;

import java.lang.reflect.Method;
import java.util.stream.Stream;

import org.reactivestreams.Publisher;

/**
 * All methods of all services, with arguments to call them.
 */
public final class ServiceMethods {

	private ServiceMethods() {
	}

	/**
	 * Return the methods that make a call.
	 * @return all but those that download a file
	 */
	public static Stream<Method> all() {
		return LazinessTests.calls();
	}

	/**
	 * Make a call.
	 * @param client the client
	 * @param method the method
	 * @return the call
	 * @throws Exception if the method refuses the arguments
	 */
	public static Publisher<?> call(M2xClient client, Method method) throws Exception {
		return (Publisher<?>) method.invoke(LazinessTests.service(client, method), LazinessTests.arguments(method));
	}

}
