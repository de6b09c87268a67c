/**
 * A gateway for greenhouses, on the servlet stack.
 */
package com.example.greenhouse;
