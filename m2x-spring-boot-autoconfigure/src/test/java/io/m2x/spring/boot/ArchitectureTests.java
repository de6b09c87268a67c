package io.m2x.spring.boot;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.m2x.spring.boot", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	final ArchRule packagesHaveNoCycles = slices().matching("io.m2x.spring.(boot..)").should().beFreeOfCycles();

	@ArchTest
	final ArchRule onlyEmbeddedModeKnowsTheServer = noClasses().that()
		.resideOutsideOfPackage("io.m2x.spring.boot.autoconfigure.embedded")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.m2x.server..");

	@ArchTest
	final ArchRule serverIsUsedByItsFrontDoorOnly = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("io.m2x.server.*..");

	@ArchTest
	final ArchRule insidesOfTheClientStayInside = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("io.m2x.client.internal..");

}
