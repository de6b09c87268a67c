package io.m2x.spring.boot.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * {@code TestContextBootstrapper} for {@link M2xTest @M2xTest}.
 */
class M2xTestContextBootstrapper extends TestSliceTestContextBootstrapper<M2xTest> {

}
