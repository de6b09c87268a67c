/**
 * The client for code that blocks: servlet applications, batch jobs, virtual threads.
 * <p>
 * Each service has the calls of its reactive twin and returns their results themselves.
 * Here is only what waits for them; what a call sends, retries and throws is the business
 * of the twin.
 */
@NullMarked
package io.m2x.client.blocking;

import org.jspecify.annotations.NullMarked;
