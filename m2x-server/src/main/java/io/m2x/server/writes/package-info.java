/**
 * Writes of what devices send: values and locations. Reads each request with what is
 * known in memory, and stores all that wait in one transaction, which verifies what was
 * known. Has no table: it asks the owners, who store what it hands to them.
 */
@NullMarked
package io.m2x.server.writes;

import org.jspecify.annotations.NullMarked;
