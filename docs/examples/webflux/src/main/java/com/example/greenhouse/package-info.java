/**
 * A gateway for greenhouses, on the reactive stack.
 */
package com.example.greenhouse;
