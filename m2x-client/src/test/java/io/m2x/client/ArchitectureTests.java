package io.m2x.client;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.m2x.client", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String INTERNAL = "io.m2x.client.internal";

	@ArchTest
	final ArchRule clientKnowsNoSpringBoot = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	@ArchTest
	final ArchRule clientSharesNothingWithTheServer = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("io.m2x.server..");

	@ArchTest
	final ArchRule packagesHaveNoCycles = slices().matching("io.m2x.(client..)").should().beFreeOfCycles();

	@ArchTest
	final ArchRule onlyTheTransportKnowsTheHttpClient = noClasses().that()
		.resideOutsideOfPackages("io.m2x.client", INTERNAL)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.web..", "reactor.netty..", "io.netty..");

	@ArchTest
	final ArchRule signaturesShowNothingInternal = classes().that()
		.resideOutsideOfPackage(INTERNAL)
		.should(new ShowNothingOf(INTERNAL));

	@ArchTest
	final ArchRule signaturesShowNoJsonMapper = classes().that()
		.resideOutsideOfPackage(INTERNAL)
		.should(new ShowNothingOf("tools.jackson"));

}
