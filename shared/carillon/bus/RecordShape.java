package carillon.bus;

import io.vertx.core.buffer.Buffer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A record: its components in order, each reference behind a byte that says whether it is null. */
final class RecordShape implements Shape {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Class<?> type;
    private final MethodHandle constructor;
    private final MethodHandle[] accessors;
    private final Shape[] shapes;
    private final boolean[] references;

    RecordShape(Class<?> type, Shapes shapes) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        accessors = new MethodHandle[components.length];
        this.shapes = new Shape[components.length];
        references = new boolean[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                accessors[i] = LOOKUP.unreflect(components[i].getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class));
                this.shapes[i] = shapes.of(components[i].getGenericType());
                references[i] = !components[i].getType().isPrimitive();
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
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
        for (int i = 0; i < accessors.length; i++) {
            Object component = get(accessors[i], value);
            if (references[i]) {
                out.appendByte((byte) (component == null ? 0 : 1));
            }
            if (component != null) {
                shapes[i].write(out, component);
            }
        }
    }

    @Override
    public Object read(WireReader in) {
        @Nullable Object[] components = new @Nullable Object[accessors.length];
        for (int i = 0; i < components.length; i++) {
            if (!references[i] || in.readByte() != 0) {
                components[i] = shapes[i].read(in);
            }
        }
        try {
            return constructor.invokeExact(components);
        } catch (Throwable e) {
            throw new WireException(type.getSimpleName() + " refuses its components: " + e.getMessage());
        }
    }

    private static @Nullable Object get(MethodHandle accessor, Object value) {
        try {
            return accessor.invokeExact(value);
        } catch (Throwable e) {
            throw new IllegalStateException("a record's accessor failed", e);
        }
    }
}
