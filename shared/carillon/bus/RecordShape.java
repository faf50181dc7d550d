package carillon.bus;

import io.vertx.core.buffer.Buffer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record: its length in bytes, then its components in order, each reference behind a byte that says whether it is
 * null. By the length a reader passes over what its sender knows and it does not, and sees where its sender knew less.
 */
final class RecordShape implements Shape {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    /** What a component is read as that its sender did not know. */
    private static final Map<Class<?>, Object> ABSENT = Map.of(
            int.class,
            0,
            long.class,
            0L,
            double.class,
            0.0,
            boolean.class,
            false,
            List.class,
            List.of(),
            Map.class,
            Map.of());

    private final Class<?> type;
    private final MethodHandle constructor;
    private final MethodHandle[] accessors;
    private final Shape[] shapes;
    private final Component[] components;

    /** What a component is besides its shape; {@code absent} is read where its sender did not know it. */
    private record Component(
            String name,
            boolean isReference,
            boolean isNullable,
            boolean isAdded,
            @Nullable Object absent) {}

    RecordShape(Class<?> type, Shapes shapes) {
        this.type = type;
        RecordComponent[] declared = type.getRecordComponents();
        accessors = new MethodHandle[declared.length];
        this.shapes = new Shape[declared.length];
        components = new Component[declared.length];
        try {
            for (int i = 0; i < declared.length; i++) {
                accessors[i] = LOOKUP.unreflect(declared[i].getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class));
                this.shapes[i] = shapes.of(declared[i].getGenericType());
                components[i] = component(declared[i]);
                if (i > 0 && components[i - 1].isAdded && !components[i].isAdded) {
                    throw new IllegalArgumentException(
                            named(components[i - 1]) + " was added, so it must stand behind " + components[i].name);
                }
            }
            Class<?>[] types =
                    Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
            constructor = LOOKUP.findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName() + " must be a public record in a public place", e);
        }
    }

    /** What the record is called on the wire. */
    String name() {
        return type.getSimpleName();
    }

    @Override
    public void write(Buffer out, Object value) {
        int start = out.length();
        out.appendInt(0);
        for (int i = 0; i < accessors.length; i++) {
            Object component = get(accessors[i], value);
            if (components[i].isReference) {
                out.appendByte((byte) (component == null ? 0 : 1));
            }
            if (component != null) {
                shapes[i].write(out, component);
            }
        }
        out.setInt(start, out.length() - start - Integer.BYTES);
    }

    @Override
    public Object read(WireReader in) {
        @Nullable Object[] values = new @Nullable Object[accessors.length];
        int outer = in.enter();
        for (int i = 0; i < values.length; i++) {
            values[i] = in.isAtEnd() ? absent(components[i]) : value(i, in);
        }
        in.leave(outer);
        try {
            return constructor.invokeExact(values);
        } catch (Throwable e) {
            throw new WireException(type.getSimpleName() + " refuses its components: " + e.getMessage());
        }
    }

    private @Nullable Object value(int i, WireReader in) {
        if (!components[i].isReference || in.readByte() != 0) {
            return shapes[i].read(in);
        }
        if (!components[i].isNullable) {
            throw new WireException(named(components[i]) + " is null");
        }
        return null;
    }

    private @Nullable Object absent(Component component) {
        if (!component.isAdded) {
            throw new WireException(named(component) + " is missing");
        }
        return component.absent;
    }

    private Component component(RecordComponent declared) {
        boolean added = declared.isAnnotationPresent(Added.class);
        boolean nullable = declared.getAnnotatedType().isAnnotationPresent(Nullable.class);
        Class<?> declaredType = declared.getType();
        Object absent = nullable ? null : ABSENT.get(declaredType);
        Component component = new Component(declared.getName(), !declaredType.isPrimitive(), nullable, added, absent);
        if (added && !nullable && component.absent == null) {
            throw new IllegalArgumentException(named(component)
                    + " was added, and nodes without it do not send it: it must be a number, a flag, a list, a map, or"
                    + " nullable");
        }
        return component;
    }

    private String named(Component component) {
        return type.getSimpleName() + "." + component.name;
    }

    private static @Nullable Object get(MethodHandle accessor, Object value) {
        try {
            return accessor.invokeExact(value);
        } catch (Throwable e) {
            throw new IllegalStateException("a record's accessor failed", e);
        }
    }
}
