/**
 * Sends commands to devices, and lets devices read and acknowledge them. Polling for new
 * commands is up to the application.
 */
@NullMarked
package io.m2x.client.commands;

import org.jspecify.annotations.NullMarked;
