package io.m2x.spring.boot.test;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/**
 * Leaves the components of the application out of the tests of {@link M2xTest}.
 */
class M2xTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<M2xTest> {

	M2xTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

}
