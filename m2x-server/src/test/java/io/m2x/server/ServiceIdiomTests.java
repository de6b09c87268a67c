package io.m2x.server;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules return values; controllers parse the request, hold the transaction, refuse what
 * is wrong and respond.
 */
@AnalyzeClasses(packages = "io.m2x.server", importOptions = DoNotIncludeTests.class)
class ServiceIdiomTests {

	private static final String CONTROLLER = ".*Controller";

	@ArchTest
	static final ArchRule onlyControllersRespond = noClasses().that()
		.haveNameNotMatching(CONTROLLER)
		.and()
		.resideOutsideOfPackages("io.m2x.server.web", "io.m2x.server.app")
		.should()
		.dependOnClassesThat()
		.areAssignableTo(ResponseEntity.class);

	@ArchTest
	static final ArchRule onlyControllersHoldTheTransactionOfARequest = noClasses().that()
		.haveNameNotMatching(CONTROLLER)
		.and(dependOn(Fields.class).or(dependOn(ApiRequest.class)))
		.should()
		.dependOnClassesThat()
		.areAssignableTo(Transactions.class);

	@ArchTest
	static final ArchRule onlyControllersParse = noClasses().that()
		.haveNameNotMatching(CONTROLLER)
		.should()
		.callMethod(ApiRequest.class, "fields")
		.orShould()
		.callMethod(ApiRequest.class, "body");

	@ArchTest
	static final ArchRule onlyControllersCheck = noClasses().that()
		.haveNameNotMatching(CONTROLLER)
		.and()
		.resideOutsideOfPackage("io.m2x.server.web")
		.should()
		.callMethod(Fields.class, "check")
		.orShould()
		.callMethod(Fields.class, "checked", Function.class);

	// What looks into the database is named differently, since it belongs into the
	// transaction.
	@ArchTest
	static final ArchRule readingLooksAtTheRequestAlone = methods().that()
		.haveNameMatching("read.*")
		.and(takeFields())
		.should(callNothingThat("looks into the database", ServiceIdiomTests::looksIntoTheDatabase));

	// The work is done again if the transaction lost against another one.
	@Test
	void nothingIsParsedInATransaction() {
		Pattern beginning = Pattern.compile("transactions\\s*\\.(?:write|writeInParts|read)\\(");
		assertThat(SqlSources.sources()).filteredOn((source) -> beginning.matcher(source.code()).find())
			.extracting(SqlSources.Source::name)
			.contains("DevicesController.java", "KeysController.java", "StreamValuesController.java");
		assertThat(SqlSources.sources()).filteredOn((source) -> {
			String code = source.code();
			return beginning.matcher(code)
				.results()
				.map((match) -> argument(code, match.end()))
				.anyMatch((work) -> work.matches("(?s).*\\brequest\\s*\\.(?:fields|body)\\(.*"));
		}).isEmpty();
	}

	private static String argument(String code, int start) {
		Matcher parentheses = Pattern.compile("[()]").matcher(code);
		int depth = 1;
		int from = start;
		while (depth > 0 && parentheses.find(from)) {
			depth += parentheses.group().equals("(") ? 1 : -1;
			from = parentheses.end();
		}
		return code.substring(start, from);
	}

	// What is static returns SQL at most.
	private static boolean looksIntoTheDatabase(JavaCall<?> call) {
		boolean ofStore = call.getTargetOwner()
			.getAllFields()
			.stream()
			.anyMatch((field) -> field.getRawType().isEquivalentTo(JdbcClient.class));
		return call.getName().startsWith("resolve") || (ofStore && call.getTarget()
			.resolveMember()
			.filter((member) -> !member.getModifiers().contains(JavaModifier.STATIC))
			.isPresent());
	}

	private static DescribedPredicate<JavaClass> dependOn(Class<?> type) {
		return DescribedPredicate.describe("depend on " + type.getSimpleName(),
				(javaClass) -> javaClass.getDirectDependenciesFromSelf()
					.stream()
					.anyMatch((dependency) -> dependency.getTargetClass().isEquivalentTo(type)));
	}

	private static DescribedPredicate<JavaMethod> takeFields() {
		return DescribedPredicate.describe("take fields",
				(method) -> method.getRawParameterTypes().stream().anyMatch((raw) -> raw.isEquivalentTo(Fields.class)));
	}

	private static ArchCondition<JavaMethod> callNothingThat(String description, Predicate<JavaCall<?>> predicate) {
		return new ArchCondition<>("call nothing that " + description) {

			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				method.getCallsFromSelf()
					.stream()
					.filter(predicate)
					.forEach((call) -> events.add(SimpleConditionEvent.violated(method, call.getDescription())));
			}

		};
	}

}
