package io.m2x.client;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * Requires of public classes that users see no type of a package or its sub-packages:
 * neither in supertypes and bounds of type parameters, nor in annotations and the classes
 * that they name, nor in public and protected fields, constructors and methods.
 */
final class ShowNothingOf extends ArchCondition<JavaClass> {

	private final String hidden;

	ShowNothingOf(String hidden) {
		super("show nothing of " + hidden);
		this.hidden = hidden;
	}

	@Override
	public void check(JavaClass type, ConditionEvents events) {
		if (!isPublic(type)) {
			return;
		}
		report(type, type.getName(), Stream.concat(ofHead(type), ofAnnotations(type.getAnnotations())), events);
		for (JavaMember member : type.getMembers()) {
			if (isVisible(member)) {
				report(type, member.getFullName(), ofMember(member), events);
			}
		}
	}

	private void report(JavaClass type, String place, Stream<JavaClass> shown, ConditionEvents events) {
		shown.filter((candidate) -> candidate.getPackageName().startsWith(this.hidden))
			.distinct()
			.forEach((candidate) -> events
				.add(SimpleConditionEvent.violated(type, place + " shows " + candidate.getSimpleName())));
	}

	private static boolean isPublic(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC)
				&& type.getEnclosingClass().map(ShowNothingOf::isPublic).orElse(true);
	}

	private static boolean isVisible(JavaMember member) {
		return member.getModifiers().contains(JavaModifier.PUBLIC)
				|| member.getModifiers().contains(JavaModifier.PROTECTED);
	}

	private static Stream<JavaClass> ofHead(JavaClass type) {
		return Stream
			.of(type.getSuperclass().stream(), type.getInterfaces().stream(), type.getTypeParameters().stream())
			.flatMap((types) -> types)
			.flatMap(ShowNothingOf::involved);
	}

	private static Stream<JavaClass> ofMember(JavaMember member) {
		Stream<JavaClass> annotated = ofAnnotations(member.getAnnotations());
		if (!(member instanceof JavaCodeUnit codeUnit)) {
			return Stream.concat(annotated, member.getAllInvolvedRawTypes().stream());
		}
		Stream<JavaClass> parameters = codeUnit.getParameters()
			.stream()
			.flatMap((parameter) -> ofAnnotations(parameter.getAnnotations()));
		return Stream
			.of(annotated, parameters, codeUnit.getAllInvolvedRawTypes().stream(),
					codeUnit.getExceptionTypes().stream().map(JavaClass.class::cast))
			.flatMap((types) -> types);
	}

	private static Stream<JavaClass> involved(JavaType type) {
		return type.getAllInvolvedRawTypes().stream();
	}

	private static Stream<JavaClass> ofAnnotations(Collection<? extends JavaAnnotation<?>> annotations) {
		return annotations.stream()
			.flatMap((annotation) -> Stream.concat(Stream.of(annotation.getRawType()),
					annotation.getProperties().values().stream().flatMap(ShowNothingOf::ofValue)));
	}

	private static Stream<JavaClass> ofValue(Object value) {
		if (value instanceof JavaClass named) {
			return Stream.of(named);
		}
		if (value instanceof JavaAnnotation<?> nested) {
			return nested.getProperties().values().stream().flatMap(ShowNothingOf::ofValue);
		}
		return (value instanceof Object[] values) ? Arrays.stream(values).flatMap(ShowNothingOf::ofValue)
				: Stream.empty();
	}

}
