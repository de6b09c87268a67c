package io.m2x.spring.boot.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Bootstraps the tests of {@link M2xTest}.
 */
class M2xTestContextBootstrapper extends TestSliceTestContextBootstrapper<M2xTest> {

}
