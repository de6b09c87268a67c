/**
 * The status of the server and the time, for everybody. The health of the program is in
 * the actuator, not here.
 */
@NullMarked
package io.m2x.server.platform;

import org.jspecify.annotations.NullMarked;
