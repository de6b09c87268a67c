/**
 * What a call tells metrics and traces.
 */
@NullMarked
package io.m2x.client.observation;

import org.jspecify.annotations.NullMarked;
