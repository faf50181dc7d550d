package carillon.message;

import carillon.task.Payload;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random values of any type that may travel over the bus. */
final class Samples {

    private final SplittableRandom random;

    Samples(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The records of a sealed interface, or the record itself. */
    static List<Class<?>> recordsOf(Class<?> type) {
        if (!type.isSealed()) {
            return List.of(type);
        }
        List<Class<?>> records = new ArrayList<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            records.addAll(recordsOf(permitted));
        }
        return records;
    }

    Object of(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return collection(generic);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == Payload.class) {
            return Payload.of("{\"n\":" + random.nextInt() + "}");
        }
        if (raw.isEnum()) {
            Object[] constants = raw.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        }
        if (raw.isSealed()) {
            List<Class<?>> records = recordsOf(raw);
            return record(records.get(random.nextInt(records.size())));
        }
        return raw.isRecord() ? record(raw) : simple(raw);
    }

    Object record(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            boolean mayBeNull = List.of(components[i].getAnnotatedType().getAnnotations()).stream()
                    .anyMatch(each -> each.annotationType().getSimpleName().equals("Nullable"));
            values[i] = mayBeNull && random.nextBoolean() ? null : of(components[i].getGenericType());
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private Object collection(ParameterizedType type) throws ReflectiveOperationException {
        Type[] arguments = type.getActualTypeArguments();
        int size = random.nextInt(3);
        if (type.getRawType() == List.class) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(of(arguments[0]));
            }
            return list;
        }
        Map<Object, Object> map = new HashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(of(arguments[0]), of(arguments[1]));
        }
        return map;
    }

    private Object simple(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return random.nextInt();
        }
        if (type == long.class || type == Long.class) {
            return random.nextLong();
        }
        if (type == double.class || type == Double.class) {
            return random.nextDouble();
        }
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == String.class) {
            return "é€𝄞".repeat(random.nextInt(3)) + random.nextInt(1_000);
        }
        throw new IllegalArgumentException("no samples of " + type);
    }
}
