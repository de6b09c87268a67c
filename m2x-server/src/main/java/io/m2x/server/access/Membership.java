package io.m2x.server.access;

/**
 * That a device is in a collection or in one below it.
 *
 * @param collection the row of the collection
 * @param device the row of the device
 * @since 0.1.0
 */
public record Membership(long collection, long device) {

}
