package io.m2x.client.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

import io.m2x.client.M2xClient;
import io.m2x.client.blocking.M2xBlockingClient;
import io.m2x.client.devices.Device;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.NumericValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The runtime hints, held against what Jackson needs of the types that travel.
 */
class RuntimeHintsTests {

	private static final RuntimeHints hints = new RuntimeHints();

	private static final WireTypes wire = new WireTypes();

	@BeforeAll
	static void registerOurHints() {
		List<RuntimeHintsRegistrar> ours = SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter((registrar) -> registrar.getClass().getName().startsWith("io.m2x.client."))
			.toList();
		assertThat(ours).hasSize(1);
		ours.forEach((registrar) -> registrar.registerHints(hints, RuntimeHintsTests.class.getClassLoader()));
	}

	@Test
	void everyTypeOfTheWireHasAHint() {
		assertThat(wire.all()).hasSizeGreaterThan(60).contains(Device.class, NumericValue.class);
		assertThat(wire.all()).filteredOn((type) -> !RuntimeHintsPredicates.reflection().onType(type).test(hints))
			.as("types without a hint: add them to M2xClientRuntimeHints, or here to those that are not JSON")
			.isEmpty();
	}

	@Test
	void everythingThatJacksonCallsHasAHint() {
		SoftAssertions.assertSoftly((softly) -> wire.all()
			.forEach((type) -> wire.usedMembers(type)
				.forEach((member) -> softly.assertThat(hints).matches(onUseOf(member), "has a hint for " + member))));
	}

	@Test
	void whatRecordsReferToAndWhatServicesReadIsJson() {
		Set<Class<?>> read = wire.readByServices();
		assertThat(read).hasSizeGreaterThan(20).contains(Device.class);
		assertThat(read).filteredOn(WireTypes::isListed).isEmpty();
		assertThat(wire.all()).flatMap(wire::usedTypes).filteredOn(WireTypes::isListed).isEmpty();
	}

	@Test
	void everyTypeThatAResponseIsReadAsHasAHint() {
		assertThat(wire.readByServices())
			.filteredOn((type) -> !RuntimeHintsPredicates.reflection().onType(type).test(hints))
			.isEmpty();
	}

	@Test
	void enumsAreOpenToTheirAnnotations() {
		assertThat(wire.all()).filteredOn(Class::isEnum)
			.isNotEmpty()
			.allSatisfy((type) -> assertThat(hints).matches(RuntimeHintsPredicates.reflection()
				.onType(type)
				.withMemberCategory(MemberCategory.ACCESS_DECLARED_FIELDS)));
	}

	@Test
	void serializersAreCreatedWithoutReflection() {
		assertThat(wire.converters()).contains(LenientStringDeserializer.class, CommaSeparated.Serializer.class,
				CommaSeparated.Deserializer.class);
		assertThat(wire.typesThatNameSerializers()).isEmpty();
	}

	@Test
	void blockingServicesFindTheirTwins() throws Exception {
		for (Method getter : M2xBlockingClient.class.getMethods()) {
			Class<?> service = getter.getReturnType();
			if (service.isInterface()) {
				assertThat(hints).matches(RuntimeHintsPredicates.proxies().forInterfaces(service))
					.matches(onAllMethodsOf(service))
					.matches(onAllMethodsOf(M2xClient.class.getMethod(getter.getName()).getReturnType()));
			}
		}
	}

	private static Predicate<RuntimeHints> onAllMethodsOf(Class<?> type) {
		return RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS);
	}

	@Test
	void versionIsThere() {
		assertThat(hints).matches(RuntimeHintsPredicates.resource().forResource("io/m2x/client/version.properties"));
		assertThat(M2xClient.class.getResource("version.properties")).isNotNull();
	}

	@Test
	void whatDoesNotTravelHasNone() {
		assertThat(hints).matches(RuntimeHintsPredicates.reflection().onType(M2xClient.class).negate())
			.matches(RuntimeHintsPredicates.reflection().onType(DeviceRef.class).negate());
	}

	private static Predicate<RuntimeHints> onUseOf(Member member) {
		if (member instanceof Method method) {
			return RuntimeHintsPredicates.reflection().onMethodInvocation(method);
		}
		if (member instanceof Constructor<?> constructor) {
			return RuntimeHintsPredicates.reflection().onConstructorInvocation(constructor);
		}
		return RuntimeHintsPredicates.reflection().onFieldAccess((Field) member);
	}

}
