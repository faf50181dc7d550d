package carillon.bus;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;

/** A constant by its name, so that its place in the source may change. */
record EnumShape(Map<String, Object> constants) implements Shape {

    EnumShape(Class<?> type) {
        this(byName(type));
    }

    @Override
    public void write(Buffer out, Object value) {
        Shapes.writeString(out, ((Enum<?>) value).name());
    }

    @Override
    public Object read(WireReader in) {
        String name = in.readString();
        Object constant = constants.get(name);
        if (constant == null) {
            throw new WireException("'" + name + "' is none of " + constants.keySet());
        }
        return constant;
    }

    private static Map<String, Object> byName(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        return constants;
    }
}
