package io.m2x.client.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;

/**
 * What travels as JSON and what Jackson does with it by reflection, found in the compiled
 * client without a look at its runtime hints.
 */
final class WireTypes {

	private static final String CLIENT = "io.m2x.client.";

	private static final List<String> RESOURCES = List.of("charts", "collections", "commands", "devices",
			"distributions", "integrations", "internal", "jobs", "keys", "locations", "model", "platform", "streams",
			"triggers", "values");

	// By their names, as some are no business of other packages. They travel in an
	// address, as CSV or not at all.
	private static final Set<String> NOT_JSON = Set.of("collections.CollectionQuery", "commands.CommandQuery",
			"devices.DeviceDefinition$Attributes", "devices.DeviceQuery", "devices.DeviceSort",
			"distributions.DistributionQuery", "distributions.DistributionSort", "charts.ImageOptions", "jobs.JobQuery",
			"jobs.JobWait", "model.Page", "model.SortDirection", "model.TimestampSource", "internal.CallSettings",
			"internal.FailureKind", "internal.KeyPathHandler$Paths", "internal.ResourcePath", "internal.SearchTerms",
			"values.ContinuousWrite$Arrival", "values.CsvCell", "values.CsvParser$State", "values.ExportQuery",
			"values.ExportRow", "values.ExportRow$Position", "values.SamplingType", "values.TimeRangePages$Range",
			"values.TimeRangePages$Step", "values.ValuesQuery", "values.WriteBatch");

	private final JavaClasses client = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.m2x.client");

	private final DeserializationContext reading = WireJson.MAPPER._deserializationContext();

	private final SerializationContext writing = WireJson.MAPPER._serializationContext();

	/**
	 * Return every data type that is not known to stay off JSON.
	 */
	Set<Class<?>> all() {
		return this.client.stream()
			.filter((type) -> RESOURCES.contains(resource(type)))
			.filter((type) -> !isListed(type.reflect()))
			.<Class<?>>map(JavaClass::reflect)
			.filter((type) -> type.isRecord() || type.isEnum() || hasJacksonAnnotations(type))
			.collect(Collectors.toCollection(() -> new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()))));
	}

	/**
	 * Return the classes that stand as literals where a response is read.
	 */
	Set<Class<?>> readByServices() {
		return this.client.stream()
			.flatMap((type) -> type.getCodeUnits().stream())
			.filter(WireTypes::readsAResponse)
			.flatMap((unit) -> unit.getReferencedClassObjects().stream())
			.<Class<?>>map((reference) -> reference.getRawType().reflect())
			.filter((type) -> type.getName().startsWith(CLIENT))
			.collect(Collectors.toSet());
	}

	private static boolean readsAResponse(JavaCodeUnit unit) {
		return unit.getMethodCallsFromSelf()
			.stream()
			.anyMatch((call) -> call.getTargetOwner().isEquivalentTo(M2xRequest.class)
					&& call.getName().startsWith("retrieve"));
	}

	/**
	 * Return the client's own serializers and deserializers.
	 */
	Set<Class<?>> converters() {
		return this.client.stream()
			.filter((type) -> type.isAssignableTo(ValueSerializer.class)
					|| type.isAssignableTo(ValueDeserializer.class))
			.<Class<?>>map(JavaClass::reflect)
			.filter((type) -> type.getEnclosingClass() != WireJson.class)
			.collect(Collectors.toSet());
	}

	/**
	 * Return the types whose annotations name serializers or deserializers, which Jackson
	 * creates by reflection.
	 */
	Set<JavaClass> typesThatNameSerializers() {
		return this.client.stream()
			.filter((type) -> type.getDirectDependenciesFromSelf()
				.stream()
				.anyMatch((dependency) -> dependency.getTargetClass().isEquivalentTo(JsonSerialize.class)
						|| dependency.getTargetClass().isEquivalentTo(JsonDeserialize.class)))
			.collect(Collectors.toSet());
	}

	static boolean isListed(Class<?> type) {
		return NOT_JSON.contains(type.getName().substring(Math.min(CLIENT.length(), type.getName().length())));
	}

	private static String resource(JavaClass type) {
		String name = type.getPackageName();
		return name.startsWith(CLIENT) ? name.substring(CLIENT.length()) : "";
	}

	/**
	 * Return the methods, constructors and fields of a type that Jackson uses.
	 */
	Set<Member> usedMembers(Class<?> type) {
		Set<Member> members = new LinkedHashSet<>();
		JavaType javaType = WireJson.MAPPER.constructType(type);
		BeanDescription written = this.writing.introspectBeanDescription(javaType);
		AnnotatedMember whole = written.findJsonValueAccessor();
		if (whole != null) {
			members.add(whole.getMember());
		}
		else if (type.isRecord()) {
			written.findProperties()
				.stream()
				.filter(BeanPropertyDefinition::couldSerialize)
				.forEach((property) -> members.add(property.getAccessor().getMember()));
		}
		if (this.reading.findRootValueDeserializer(javaType) instanceof ValueInstantiator.Gettable bean
				&& bean.getValueInstantiator() != null) {
			ValueInstantiator instantiator = bean.getValueInstantiator();
			Stream.of(instantiator.getWithArgsCreator(), instantiator.getDelegateCreator())
				.filter((creator) -> creator != null)
				.forEach((creator) -> members.add(creator.getMember()));
		}
		members.addAll(annotated(type));
		return members;
	}

	/**
	 * Return the types of the client that the members of a type name.
	 */
	Set<Class<?>> usedTypes(Class<?> type) {
		Set<Class<?>> types = new LinkedHashSet<>();
		for (Member member : usedMembers(type)) {
			if (member instanceof Executable executable) {
				Arrays.stream(executable.getGenericParameterTypes())
					.forEach((parameter) -> collect(WireJson.MAPPER.constructType(parameter), types));
			}
			if (member instanceof Method method) {
				collect(WireJson.MAPPER.constructType(method.getGenericReturnType()), types);
			}
		}
		return types;
	}

	private static void collect(JavaType type, Collection<Class<?>> types) {
		if (type.getRawClass().getName().startsWith(CLIENT)) {
			types.add(type.getRawClass());
		}
		for (int i = 0; i < type.containedTypeCount(); i++) {
			collect(type.containedType(i), types);
		}
	}

	private static List<Member> annotated(Class<?> type) {
		return members(type).filter((member) -> !((Member) member).isSynthetic())
			.filter(WireTypes::isAnnotated)
			.map((member) -> (Member) member)
			.toList();
	}

	private static boolean hasJacksonAnnotations(Class<?> type) {
		return !type.isAnonymousClass() && (isAnnotated(type) || members(type).anyMatch(WireTypes::isAnnotated));
	}

	private static Stream<AnnotatedElement> members(Class<?> type) {
		return Stream.of(type.getDeclaredMethods(), type.getDeclaredFields(), type.getDeclaredConstructors())
			.flatMap(Arrays::stream)
			.map((member) -> (AnnotatedElement) member)
			.filter((member) -> !Modifier.isTransient(((Member) member).getModifiers()));
	}

	private static boolean isAnnotated(AnnotatedElement element) {
		return Arrays.stream(element.getAnnotations())
			.map(Annotation::annotationType)
			.anyMatch((annotation) -> annotation.isAnnotationPresent(JacksonAnnotation.class));
	}

}
