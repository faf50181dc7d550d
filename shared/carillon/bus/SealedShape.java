package carillon.bus;

import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of the records of sealed interfaces: its name, then the record. */
final class SealedShape implements Shape {

    private final Map<String, RecordShape> byName = new HashMap<>();
    private final Map<Class<?>, RecordShape> byType = new HashMap<>();

    SealedShape(Collection<? extends Class<?>> types, Shapes shapes) {
        types.forEach(type -> add(type, shapes));
    }

    boolean covers(Class<?> type) {
        return byType.containsKey(type);
    }

    @Override
    public void write(Buffer out, Object value) {
        RecordShape shape = byType.get(value.getClass());
        if (shape == null) {
            throw new IllegalArgumentException(value.getClass().getName() + " is not part of the protocol");
        }
        Shapes.writeString(out, shape.name());
        shape.write(out, value);
    }

    @Override
    public Object read(WireReader in) {
        String name = in.readString();
        RecordShape shape = byName.get(name);
        if (shape == null) {
            throw new WireException("'" + name + "' is none of " + List.copyOf(byName.keySet()));
        }
        return shape.read(in);
    }

    private void add(Class<?> type, Shapes shapes) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                add(permitted, shapes);
            }
        } else if (!covers(type)) {
            RecordShape shape = new RecordShape(type, shapes);
            byType.put(type, shape);
            if (byName.put(shape.name(), shape) != null) {
                throw new IllegalArgumentException("two records of one protocol are named " + shape.name());
            }
        }
    }
}
