/**
 * Lists, awaits and downloads the jobs in which M2X continues work after its response.
 * The calls that start jobs belong to the resource that they are about, such as
 * {@code io.m2x.client.values} for exports.
 */
@NullMarked
package io.m2x.client.jobs;

import org.jspecify.annotations.NullMarked;
