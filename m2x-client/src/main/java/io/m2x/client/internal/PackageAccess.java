package io.m2x.client.internal;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.springframework.util.Assert;

/**
 * Gives the packages of the client access to members that another package hides from
 * applications: constructors of services, and lists that several services share.
 * <p>
 * The owner registers them in its static initializer, which runs before the first access.
 * So neither reflection nor a public constructor is needed.
 */
public final class PackageAccess {

	private static final Map<Class<?>, Function<M2xTransport, ?>> CONSTRUCTORS = new ConcurrentHashMap<>();

	private static final Map<Class<?>, SharedLists<?, ?>> LISTS = new ConcurrentHashMap<>();

	private PackageAccess() {
	}

	/**
	 * Register the constructor of a service.
	 * @param <S> the type of the service
	 * @param type the type of the service, which calls this in its static initializer
	 * @param constructor the constructor
	 */
	public static <S> void register(Class<S> type, Function<M2xTransport, S> constructor) {
		CONSTRUCTORS.put(type, constructor);
	}

	/**
	 * Create a service.
	 * @param <S> the type of the service
	 * @param type the type of the service
	 * @param transport sends its requests
	 * @return the service
	 */
	public static <S> S create(Class<S> type, M2xTransport transport) {
		return type.cast(registered(CONSTRUCTORS, type).apply(transport));
	}

	/**
	 * Register lists that services of several packages have.
	 * @param <Q> the type of the query
	 * @param query the type of the query, which calls this in its static initializer
	 * @param lists the lists
	 */
	public static <Q> void registerLists(Class<Q> query, SharedLists<Q, ?> lists) {
		LISTS.put(query, lists);
	}

	/**
	 * Return lists that services of several packages have.
	 * @param <Q> the type of the query
	 * @param <T> the type of the items
	 * @param query the type of the query
	 * @return the lists
	 */
	@SuppressWarnings("unchecked")
	public static <Q, T> SharedLists<Q, T> lists(Class<Q> query) {
		return (SharedLists<Q, T>) registered(LISTS, query);
	}

	private static <V> V registered(Map<Class<?>, V> registry, Class<?> owner) {
		try {
			MethodHandles.lookup().ensureInitialized(owner);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalArgumentException(owner.getName() + " must be public", ex);
		}
		V value = registry.get(owner);
		Assert.state(value != null, () -> owner.getName() + " has registered nothing");
		return value;
	}

}
