/**
 * Commands: what an account tells its devices to do, and what they answer.
 */
@NullMarked
package io.m2x.client.commands;

import org.jspecify.annotations.NullMarked;
