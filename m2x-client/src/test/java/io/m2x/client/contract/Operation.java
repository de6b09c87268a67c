package io.m2x.client.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One operation of the API, as a line of {@code operations.csv} names it: a pair of verb
 * and path, and where the client and its tests have it.
 *
 * @param number the number of the line
 * @param verb the HTTP verb
 * @param path the path below the base URL, with its gaps in braces
 * @param clientMethods the methods of the client that send it
 * @param pythonNames what the Python client calls it; empty if it does not have it
 * @param test the contract test that shows it at work
 */
record Operation(int number, String verb, String path, List<String> clientMethods, List<String> pythonNames,
		String test) {

	static final List<Operation> ALL = readAll();

	private static List<Operation> readAll() {
		return lines("operations.csv").stream().map(Operation::parse).toList();
	}

	static List<String> lines(String resource) {
		try (InputStream stream = Operation.class.getResourceAsStream(resource)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Operation parse(String line) {
		String[] fields = line.split("\\|", -1);
		return new Operation(Integer.parseInt(fields[0]), fields[1], fields[2], names(fields[3]), names(fields[4]),
				fields[5]);
	}

	private static List<String> names(String field) {
		return Arrays.stream(field.split(";")).filter((name) -> !name.isEmpty()).toList();
	}

	/**
	 * Returns the pair in a form in which the names of the gaps do not matter.
	 * @return such as {@code GET /devices/{}/location}
	 */
	String pair() {
		return pair(this.verb, this.path);
	}

	static String pair(String verb, String template) {
		String path = template.replaceAll("\\{[^}]+}", "{}")
			.replace("/devices/serial/{}", "/devices/{}")
			.replaceAll("\\{}\\.(png|svg)$", "{}.{}");
		return verb + " " + path;
	}

}
