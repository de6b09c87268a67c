/**
 * Names and key values of observations of calls, for metrics and traces. The HTTP
 * exchanges below a call are observed by Spring's {@code WebClient}.
 */
@NullMarked
package io.m2x.client.observation;

import org.jspecify.annotations.NullMarked;
