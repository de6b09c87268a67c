/**
 * Manages integrations, which send the data of devices to other services. The format in
 * which they send it is up to the server.
 */
@NullMarked
package io.m2x.client.integrations;

import org.jspecify.annotations.NullMarked;
