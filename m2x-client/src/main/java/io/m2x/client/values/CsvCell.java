package io.m2x.client.values;

/**
 * Field of a CSV file.
 *
 * @param text the content
 * @param quoted whether the content was in quotes
 */
record CsvCell(String text, boolean quoted) {

}
