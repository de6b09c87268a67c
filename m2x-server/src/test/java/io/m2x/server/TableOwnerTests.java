package io.m2x.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.SqlSources.Source;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every table has one owner, which says so in the documentation of its package; no other
 * package has SQL that names the table.
 */
class TableOwnerTests {

	private static final Pattern OWNED = Pattern.compile("Owns the tables?\\b([^.]*)\\.");

	private static final Pattern NAME = Pattern.compile("\\{@code (\\w+)}");

	private static final Pattern SQL = Pattern
		.compile("\\b(?:SELECT|FROM|JOIN|INSERT|INTO|UPDATE|DELETE|MERGE|USING|EXISTS|WHERE|VALUES)\\b");

	/** What stands in front of a table, in any SQL. */
	private static final String BEFORE_TABLE = "(?i)\\b(?:FROM|JOIN|INTO|(?<!FOR )UPDATE|USING)\\s+(?:\\w+\\.)?\"?";

	/** SQL whose table is known only when it runs. */
	private static final Pattern OPEN = Pattern.compile(BEFORE_TABLE + "(?:%\\w|\\{\\w*}|$)");

	/**
	 * Who may complete SQL with the name of a table. What all kinds of resources have in
	 * common is asked of any of them alike; the others choose among their own tables.
	 */
	private static final Set<String> SEVERAL_TABLES = Set.of("access/Kind.java", "access/AccountResources.java",
			"tags/TagStore.java", "tags/TagFilter.java", "metadata/MetadataStore.java", "metadata/MetadataFilter.java",
			"streams/StreamTable.java");

	@Test
	void everyTableHasOneOwner() {
		assertThat(owners()).allSatisfy((table, packages) -> assertThat(packages).as(table).hasSize(1));
		assertThat(owners().keySet()).containsExactlyInAnyOrderElementsOf(SqlSources.tables());
	}

	@Test
	void onlyTheOwnerNamesATable() {
		Map<String, List<String>> owners = owners();
		List<String> strangers = new ArrayList<>();
		for (Source source : SqlSources.sources()) {
			for (String literal : source.literals()) {
				SqlSources.tables()
					.stream()
					.filter((table) -> names(literal, table))
					.filter((table) -> !owners.getOrDefault(table, List.of()).contains(source.packageName()))
					.forEach((table) -> strangers.add(source + " names " + table + ": " + literal));
			}
		}
		assertThat(strangers).isEmpty();
	}

	@Test
	void everyOwnerNamesItsTables() {
		owners().forEach((table, packages) -> assertThat(SqlSources.sources()).as("an owner that names " + table)
			.anyMatch((source) -> packages.contains(source.packageName())
					&& source.literals().stream().anyMatch((literal) -> names(literal, table))));
	}

	@Test
	void onlyFewChooseTheirTable() {
		assertThat(SqlSources.sources())
			.filteredOn((source) -> source.literals().stream().anyMatch((literal) -> OPEN.matcher(literal).find()))
			.extracting(Source::toString)
			.containsExactlyInAnyOrderElementsOf(SEVERAL_TABLES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT id FROM devices", "select id from devices", "DELETE FROM public.devices",
			"update DEVICES set name = 'n'", "merge into \"devices\" d", "FROM jobs, devices WHERE TRUE" })
	void everyFormOfSqlNamesItsTable(String sql) {
		assertThat(names(sql, "devices")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT id FROM ", "delete from %s WHERE id = 1", "UPDATE public.%s", "JOIN {table} t" })
	void sqlWithAnOpenTableIsFound(String sql) {
		assertThat(OPEN.matcher(sql).find()).isTrue();
	}

	// Return the packages that claim a table, by table.
	private static Map<String, List<String>> owners() {
		Map<String, List<String>> owners = new TreeMap<>();
		for (Source source : SqlSources.sources()) {
			if (source.name().equals("package-info.java")) {
				OWNED.matcher(source.text().replaceAll("\\s*\\R \\* ?", " "))
					.results()
					.flatMap((sentence) -> NAME.matcher(sentence.group(1)).results())
					.forEach((table) -> owners.computeIfAbsent(table.group(1), (key) -> new ArrayList<>())
						.add(source.packageName()));
			}
		}
		return owners;
	}

	// A name with an underscore is nothing else; any other counts within SQL.
	private static boolean names(String literal, String table) {
		return Pattern.compile(BEFORE_TABLE + table + "\\b").matcher(literal).find()
				|| (Pattern.compile("(?<![\\w:.])" + table + "\\b").matcher(literal).find()
						&& (table.contains("_") || SQL.matcher(literal).find()));
	}

}
