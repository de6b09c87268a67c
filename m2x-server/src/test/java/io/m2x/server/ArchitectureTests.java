package io.m2x.server;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;

import io.m2x.server.security.Caller;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.FilterOrder;
import io.m2x.server.web.PublicAccess;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.m2x.server", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final Set<RequestMethod> READING = Set.of(RequestMethod.GET, RequestMethod.HEAD,
			RequestMethod.OPTIONS, RequestMethod.TRACE);

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("io.m2x.server.(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule resourcesDoNotKnowTheServer = noClasses().that()
		.resideInAnyPackage("io.m2x.server.*")
		.and()
		.resideOutsideOfPackage("io.m2x.server.app")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.m2x.server");

	@ArchTest
	static final ArchRule onlyTheProgramKnowsSpringBoot = noClasses().that()
		.resideOutsideOfPackage("io.m2x.server.app")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	// A class with a list of others would have to be kept up to date.
	@ArchTest
	static final ArchRule componentsAreFoundAndNotListed = noClasses().that()
		.resideOutsideOfPackage("io.m2x.server.app")
		.should()
		.beAnnotatedWith(Import.class);

	@ArchTest
	static final ArchRule nothingKnowsTheClient = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("io.m2x.client..");

	@ArchTest
	void filtersTakeTheirOrderFromOnePlace(JavaClasses classes) {
		classes().that()
			.areNotInterfaces()
			.and(areAssignableToAnyOf(WebFilter.class, WebExceptionHandler.class, HttpHandlerDecoratorFactory.class))
			.should()
			.beAssignableTo(Ordered.class)
			.andShould()
			.callMethod(FilterOrder.class, "getOrder")
			.check(classes);
		noClasses().should().beAnnotatedWith(Order.class).check(classes);
		noMethods().should().beAnnotatedWith(Order.class).check(classes);
	}

	private static DescribedPredicate<JavaClass> areAssignableToAnyOf(Class<?>... types) {
		return DescribedPredicate.or(Stream.of(types).map(JavaClass.Predicates::assignableTo).toList());
	}

	@ArchTest
	void everyOperationKnowsItsCallerOrIsPublic(JavaClasses classes) {
		methods().that()
			.areMetaAnnotatedWith(RequestMapping.class)
			.and()
			.areNotAnnotatedWith(PublicAccess.class)
			.should(haveRawParameterOf(Caller.class))
			.check(classes);
	}

	// Whoever has it begins when the request has come as a whole.
	@ArchTest
	void everyWritingOperationReadsItsRequest(JavaClasses classes) {
		methods().that()
			.areMetaAnnotatedWith(RequestMapping.class)
			.and(DescribedPredicate.describe("write", ArchitectureTests::isWriting))
			.should(haveRawParameterOf(ApiRequest.class))
			.check(classes);
	}

	// Without a method, the operation has all of them.
	private static boolean isWriting(JavaMethod operation) {
		RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(operation.reflect(), RequestMapping.class);
		List<RequestMethod> methods = List.of(mapping.method());
		return methods.isEmpty() || !READING.containsAll(methods);
	}

	private static ArchCondition<JavaMethod> haveRawParameterOf(Class<?> type) {
		return new ArchCondition<>("have a parameter of " + type.getSimpleName()) {

			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				boolean satisfied = method.getRawParameterTypes().stream().anyMatch((raw) -> raw.isEquivalentTo(type));
				events.add(new SimpleConditionEvent(method, satisfied, method.getFullName()));
			}

		};
	}

}
