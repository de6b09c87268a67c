package io.m2x.server.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Collects the conditions of a search, so that each kind of filter can be written on its
 * own. Values never become part of the SQL.
 *
 * @since 0.1.0
 */
public final class SqlConditions {

	private final List<String> conditions = new ArrayList<>();

	private final Map<String, Object> parameters = new LinkedHashMap<>();

	/**
	 * Bind a value.
	 * @param value the value, may be a collection
	 * @return what stands for the value in SQL
	 */
	public String bind(Object value) {
		String name = "p" + this.parameters.size();
		this.parameters.put(name, value);
		return ":" + name;
	}

	/**
	 * Bind a number, where the database can't tell its type from what stands around it.
	 * @param value the number
	 * @return what stands for the number in SQL
	 */
	public String bindNumber(double value) {
		return "CAST(" + bind(value) + " AS DOUBLE PRECISION)";
	}

	/**
	 * Demand a condition.
	 * @param condition the condition in SQL
	 */
	public void add(String condition) {
		this.conditions.add(condition);
	}

	/**
	 * Require that a column has a value.
	 * @param column the column in SQL
	 * @param value the value, {@code null} to demand nothing
	 */
	public void addEqual(String column, @Nullable Object value) {
		if (value != null) {
			add(column + " = " + bind(value));
		}
	}

	/**
	 * Require that a column has one of some values.
	 * @param column the column in SQL
	 * @param values the values, empty to demand nothing
	 */
	public void addAnyOf(String column, Collection<?> values) {
		if (!values.isEmpty()) {
			add(column + " IN (" + bind(values) + ")");
		}
	}

	/**
	 * Require that a column contains a text, regardless of case.
	 * @param column the column in SQL
	 * @param text the text, {@code null} to demand nothing
	 */
	public void addContains(String column, @Nullable String text) {
		if (text != null && !text.isEmpty()) {
			add(contains(column, text));
		}
	}

	/**
	 * Require that one of some columns contains a text, regardless of case.
	 * @param columns the columns in SQL
	 * @param text the text, {@code null} to demand nothing
	 */
	public void addContains(List<String> columns, @Nullable String text) {
		if (text != null && !text.isEmpty()) {
			add("(" + String.join(" OR ", columns.stream().map((column) -> contains(column, text)).toList()) + ")");
		}
	}

	/**
	 * Require that a number is not below a bound.
	 * @param column the column in SQL
	 * @param bound the bound, {@code null} to demand nothing
	 */
	public void addAtLeast(String column, @Nullable Long bound) {
		if (bound != null) {
			add(column + " >= " + bind(bound));
		}
	}

	/**
	 * Require that a number is below a bound.
	 * @param column the column in SQL
	 * @param bound the bound, {@code null} to demand nothing
	 */
	public void addBelow(String column, @Nullable Long bound) {
		if (bound != null) {
			add(column + " < " + bind(bound));
		}
	}

	/**
	 * Return the condition that a column contains a text, regardless of case.
	 * @param column the column in SQL, beside which there is one with the folded text
	 * @param text the text
	 * @return the condition in SQL
	 */
	public String contains(String column, String text) {
		return text.isEmpty() ? column + " IS NOT NULL" : CaseFolding.contains(column, bind(CaseFolding.fold(text)));
	}

	/**
	 * Return all conditions as one.
	 * @return the condition in SQL
	 */
	public String sql() {
		return this.conditions.isEmpty() ? "TRUE" : String.join(" AND ", this.conditions);
	}

	/**
	 * Return the bound values.
	 * @return the values by name
	 */
	public Map<String, Object> parameters() {
		return this.parameters;
	}

}
