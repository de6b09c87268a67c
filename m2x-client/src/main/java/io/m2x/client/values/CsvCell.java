package io.m2x.client.values;

/**
 * Field of a CSV file.
 *
 * @param text what stands in it
 * @param quoted whether it stood in quotes
 */
record CsvCell(String text, boolean quoted) {

}
