package carillon.walls;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A message is handed over as it is between event loops, so nothing in it may change: it is a record, or an interface
 * of records, whose parts are values or records again, all the way down; a list or map is copied by the constructor.
 */
final class BeOfImmutableParts extends ArchCondition<JavaClass> {

    private static final Set<String> VALUES = Set.of(
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Double",
            "carillon.task.Payload");

    private static final List<String> COLLECTIONS = List.of("java.util.List", "java.util.Map");

    private final Set<JavaClass> checked = new HashSet<>();

    BeOfImmutableParts() {
        super("be records of immutable parts");
    }

    @Override
    public void init(Collection<JavaClass> all) {
        checked.clear();
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (!checked.add(type) || isValue(type)) {
            return;
        }
        if (type.isInterface()) {
            type.getAllSubclasses().forEach(implementation -> check(implementation, events));
        } else if (type.isRecord()) {
            List<JavaField> parts = type.getFields().stream()
                    .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                    .toList();
            parts.forEach(part -> checkPart(part, part.getType(), events));
            COLLECTIONS.forEach(collection -> checkCopies(type, parts, collection, events));
        } else {
            violated(type, type.getName() + " travels in a message, but is no record", events);
        }
    }

    private void checkPart(JavaField part, JavaType type, ConditionEvents events) {
        JavaClass raw = type.toErasure();
        if (COLLECTIONS.contains(raw.getName()) && type instanceof JavaParameterizedType generic) {
            generic.getActualTypeArguments().forEach(argument -> checkPart(part, argument, events));
        } else if (raw.getPackageName().startsWith("carillon.")) {
            check(raw, events);
        } else if (!isValue(raw)) {
            violated(part.getOwner(), part.getFullName() + " may change after it was sent", events);
        }
    }

    private static void checkCopies(JavaClass type, List<JavaField> parts, String collection, ConditionEvents events) {
        long needed = parts.stream()
                .filter(part -> part.getRawType().getName().equals(collection))
                .count();
        long made = type.getConstructors().stream()
                .flatMap(constructor -> constructor.getMethodCallsFromSelf().stream())
                .filter(call -> call.getName().equals("copyOf"))
                .filter(call -> call.getTargetOwner().getName().equals(collection))
                .count();
        if (made < needed) {
            violated(type, type.getName() + " does not copy each " + collection + " that it is given", events);
        }
    }

    private static boolean isValue(JavaClass type) {
        return type.isPrimitive() || type.isEnum() || VALUES.contains(type.getName());
    }

    private static void violated(JavaClass type, String message, ConditionEvents events) {
        events.add(SimpleConditionEvent.violated(type, message));
    }
}
