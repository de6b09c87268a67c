/**
 * Jobs: work that M2X goes on with after its answer.
 */
@NullMarked
package io.m2x.client.jobs;

import org.jspecify.annotations.NullMarked;
