package io.m2x.spring.boot.test;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/**
 * Excludes the components of the application from tests with {@link M2xTest @M2xTest}.
 */
class M2xTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<M2xTest> {

	M2xTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

}
