package io.m2x.server;

import java.util.function.Predicate;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

/**
 * What is public is what other packages use.
 */
@AnalyzeClasses(packages = "io.m2x.server", importOptions = DoNotIncludeTests.class)
class VisibilityTests {

	/** What users of the server use, and the program itself. */
	private static final String[] FOR_USERS = { "io.m2x.server", "io.m2x.server.app" };

	@ArchTest
	static final ArchRule publicClassesAreUsedByOtherPackages = classes().that()
		.arePublic()
		.and()
		.areTopLevelClasses()
		.and()
		.areNotAnnotatedWith(Configuration.class)
		.and()
		.resideOutsideOfPackages(FOR_USERS)
		.should(beUsedByOtherPackages());

	@ArchTest
	static final ArchRule publicMethodsOfComponentsAreCalledByOtherPackages = methods().that()
		.arePublic()
		.and()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(Component.class)
		.and()
		.areDeclaredInClassesThat()
		.resideOutsideOfPackages(FOR_USERS)
		.should(beCalledByOtherPackages());

	@ArchTest
	void componentsAreCreatedByTheContext(JavaClasses classes) {
		constructors().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(Component.class)
			.should(notBePublic())
			.check(classes);
	}

	private static ArchCondition<JavaClass> beUsedByOtherPackages() {
		return condition("be used by other packages",
				(javaClass) -> hasConstant(javaClass) || javaClass.getDirectDependenciesToSelf()
					.stream()
					.map(Dependency::getOriginClass)
					.anyMatch((origin) -> !origin.getPackage().equals(javaClass.getPackage())));
	}

	// The compiler leaves no trace of the class where it puts its constants.
	private static boolean hasConstant(JavaClass javaClass) {
		return javaClass.getFields()
			.stream()
			.anyMatch((field) -> field.getModifiers().contains(JavaModifier.PUBLIC)
					&& field.getModifiers().contains(JavaModifier.STATIC));
	}

	private static ArchCondition<JavaMethod> beCalledByOtherPackages() {
		return condition("be called by other packages", (method) -> isInherited(method) || method.getAccessesToSelf()
			.stream()
			.anyMatch((access) -> !access.getOriginOwner().getPackage().equals(method.getOwner().getPackage())));
	}

	private static boolean isInherited(JavaMethod method) {
		return Stream
			.concat(method.getOwner().getAllRawInterfaces().stream(),
					method.getOwner().getAllRawSuperclasses().stream())
			.flatMap((type) -> type.getMethods().stream())
			.anyMatch((inherited) -> inherited.getName().equals(method.getName()));
	}

	private static ArchCondition<JavaConstructor> notBePublic() {
		return condition("not be public", (constructor) -> !constructor.getModifiers().contains(JavaModifier.PUBLIC));
	}

	private static <T> ArchCondition<T> condition(String description, Predicate<T> predicate) {
		return new ArchCondition<>(description) {

			@Override
			public void check(T item, ConditionEvents events) {
				events.add(new SimpleConditionEvent(item, predicate.test(item), item.toString()));
			}

		};
	}

}
