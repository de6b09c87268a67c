package io.m2x.spring.boot.testcontainers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import com.github.dockerjava.api.exception.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * A test with the image of the server. It is skipped without an image or Docker engine.
 * With {@code CONTAINER_TESTS=required} in the environment, it fails instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ContainerTest.Condition.class)
@Testcontainers
public @interface ContainerTest {

	/** Looks for the Docker engine and the image. */
	final class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			if (context.getTestMethod().isPresent()) {
				return ConditionEvaluationResult.enabled("its class is enabled");
			}
			String obstacle = obstacle(System.getProperty("server.image"));
			if (obstacle == null) {
				return ConditionEvaluationResult.enabled("there is an image");
			}
			if ("required".equals(System.getenv("CONTAINER_TESTS"))) {
				throw new IllegalStateException("Container tests are required, but " + obstacle);
			}
			// Maven does not show reasons.
			System.err.println("Skipped " + context.getDisplayName() + ": " + obstacle);
			return ConditionEvaluationResult.disabled(obstacle);
		}

		// Catch every failure: Testcontainers throws different exceptions for unusable
		// engines.
		private static @Nullable String obstacle(@Nullable String image) {
			if (image == null || image.isEmpty()) {
				return "no image was built; run Maven with -Pcontainers";
			}
			try {
				DockerClientFactory.instance().client().inspectImageCmd(image).exec();
				return null;
			}
			catch (NotFoundException ex) {
				return "there is no image " + image;
			}
			catch (RuntimeException | LinkageError ex) {
				return "no Docker engine can be used: " + ex.getMessage();
			}
		}

	}

}
