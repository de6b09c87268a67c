package io.m2x.server.access;

import org.springframework.util.StringUtils;

/**
 * What belongs to an account and has an id on the wire. The tables of all kinds have the
 * columns {@code id}, {@code account_id}, {@code public_id}, {@code name} and
 * {@code version}, so these are asked of each kind alike.
 *
 * @since 0.1.0
 */
public enum Kind {

	/** A device. */
	DEVICE("device"),

	/** A collection of devices. */
	COLLECTION("collection"),

	/** A distribution of devices. */
	DISTRIBUTION("distribution"),

	/** A chart. */
	CHART("chart"),

	/** An integration. */
	INTEGRATION("integration");

	private final String word;

	Kind(String word) {
		this.word = word;
	}

	/**
	 * Return what one of these resources is called on the wire.
	 * @return the word, also the name of a field that refers to one
	 */
	public String word() {
		return this.word;
	}

	/**
	 * Return the segment of a path under which these resources are found.
	 * @return the segment
	 */
	public String segment() {
		return this.word + "s";
	}

	/**
	 * Return the column by which other tables refer to these resources.
	 * @return its name
	 */
	public String column() {
		return this.word + "_id";
	}

	/**
	 * Return the id on the wire of the resource that a column refers to.
	 * @param column the column in SQL
	 * @return the id in SQL, null if there is no such resource
	 */
	public String idOf(String column) {
		return "(SELECT o.public_id FROM " + table() + " o WHERE o.id = " + column + ")";
	}

	/**
	 * Return the name of the resource that a column refers to.
	 * @param column the column in SQL
	 * @return the name in SQL, null if there is no such resource
	 */
	public String nameOf(String column) {
		return "(SELECT o.name FROM " + table() + " o WHERE o.id = " + column + ")";
	}

	/**
	 * Return the version of the resource that a column refers to.
	 * @param column the column in SQL
	 * @return the version in SQL, null if there is no such resource
	 */
	public String versionOf(String column) {
		return "(SELECT o.version FROM " + table() + " o WHERE o.id = " + column + ")";
	}

	/**
	 * Return the row of the resource that has an id on the wire, whichever account it
	 * belongs to.
	 * @param id the id in SQL
	 * @return the row in SQL, null if there is no such resource
	 */
	public String rowOf(String id) {
		return "(SELECT o.id FROM " + table() + " o WHERE o.public_id = " + id + ")";
	}

	/**
	 * Return which of some rows there are.
	 * @param rows the rows in SQL
	 * @return a select of rows
	 */
	public String present(String rows) {
		return "SELECT o.id FROM " + table() + " o WHERE o.id IN (" + rows + ")";
	}

	/**
	 * Return the resources of an account.
	 * @param account the account in SQL
	 * @return a select of rows
	 */
	public String ofAccount(String account) {
		return "SELECT o.id FROM " + table() + " o WHERE o.account_id = " + account;
	}

	String table() {
		return this.word + "s";
	}

	String title() {
		return StringUtils.capitalize(this.word);
	}

}
