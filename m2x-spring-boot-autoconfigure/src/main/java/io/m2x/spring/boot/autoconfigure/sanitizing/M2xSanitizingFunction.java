package io.m2x.spring.boot.autoconfigure.sanitizing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.util.function.SingletonSupplier;

/**
 * Masks properties that hold an M2X secret. It recognizes them by name, and by a value
 * that contains a known secret.
 * <p>
 * It runs first and masks the entire value: endpoints apply no further function to a
 * changed value, which may contain other secrets too.
 */
class M2xSanitizingFunction implements SanitizingFunction, Ordered {

	private static final Pattern PUNCTUATION = Pattern.compile("[^a-z0-9]");

	private static final Pattern SECRET_NAME = Pattern.compile(".*m2x.*(key|password|secret|token)s?[0-9]*");

	/**
	 * A shorter secret, such as a proxy password, could occur in values by chance.
	 */
	private static final int MIN_LENGTH = 8;

	private final ConfigurableEnvironment environment;

	private final SingletonSupplier<Set<String>> secrets;

	/**
	 * Create the function.
	 * @param environment the environment of the application
	 * @param keys supplies the keys of the clients when the first value is to be shown
	 */
	M2xSanitizingFunction(ConfigurableEnvironment environment, Supplier<Stream<String>> keys) {
		this.environment = environment;
		this.secrets = SingletonSupplier.of(() -> Stream.concat(keys.get(), settings())
			.filter((secret) -> secret.length() >= MIN_LENGTH)
			.collect(Collectors.toUnmodifiableSet()));
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public SanitizableData apply(SanitizableData data) {
		return (isNameOfSecret(data.getKey()) || holdsSecret(String.valueOf(data.getValue())))
				? data.withSanitizedValue() : data;
	}

	private boolean holdsSecret(String value) {
		return this.secrets.obtain().stream().anyMatch(value::contains);
	}

	// A value that another source overrides is a secret too.
	private Stream<String> settings() {
		return this.environment.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.map(EnumerablePropertySource.class::cast)
			.flatMap((source) -> Arrays.stream(source.getPropertyNames())
				.filter(M2xSanitizingFunction::isNameOfSecret)
				.map(source::getProperty))
			.filter(Objects::nonNull)
			.map((value) -> this.environment.resolvePlaceholders(value.toString()));
	}

	private static boolean isNameOfSecret(String name) {
		return SECRET_NAME.matcher(PUNCTUATION.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("")).matches();
	}

}
