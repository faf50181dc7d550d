package carillon.bus;

import io.vertx.core.buffer.Buffer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Derives the {@link Shape} of a type from its declaration: primitives and their boxes, strings, enums, lists, maps,
 * records, and sealed interfaces of these.
 */
final class Shapes {

    private final Map<Type, Shape> known = new HashMap<>();

    Shapes() {
        known.put(int.class, shape((out, v) -> out.appendInt((Integer) v), WireReader::readInt));
        known.put(long.class, shape((out, v) -> out.appendLong((Long) v), WireReader::readLong));
        known.put(
                double.class,
                shape(
                        (out, v) -> out.appendLong(Double.doubleToRawLongBits((Double) v)),
                        in -> Double.longBitsToDouble(in.readLong())));
        known.put(boolean.class, shape((out, v) -> out.appendByte((byte) ((Boolean) v ? 1 : 0)), Shapes::readBoolean));
        known.put(Integer.class, known.get(int.class));
        known.put(Long.class, known.get(long.class));
        known.put(Double.class, known.get(double.class));
        known.put(Boolean.class, known.get(boolean.class));
        known.put(String.class, shape((out, v) -> writeString(out, (String) v), WireReader::readString));
    }

    /** Teaches it a type that is no record, by its bytes. */
    <T> void add(Class<T> type, Function<T, byte[]> toBytes, Function<byte[], T> fromBytes) {
        known.put(
                type,
                shape(
                        (out, v) -> {
                            byte[] bytes = toBytes.apply(type.cast(v));
                            out.appendInt(bytes.length).appendBytes(bytes);
                        },
                        in -> fromBytes.apply(in.readBytes())));
    }

    /** The shape of a type; throws an {@link IllegalArgumentException} if its values cannot be written. */
    Shape of(Type type) {
        Shape found = known.get(type);
        if (found == null) {
            // A record may contain itself, so its shape is known before its components are.
            Deferred deferred = new Deferred();
            known.put(type, deferred);
            found = derive(type);
            deferred.shape = found;
            known.put(type, found);
        }
        return found;
    }

    private Shape derive(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ListShape(of(arguments[0]));
            }
            if (generic.getRawType() == Map.class) {
                return new MapShape(of(arguments[0]), of(arguments[1]));
            }
        }
        if (type instanceof Class<?> raw) {
            if (raw.isEnum()) {
                return new EnumShape(raw);
            }
            if (raw.isRecord()) {
                return new RecordShape(raw, this);
            }
            if (raw.isSealed()) {
                return new SealedShape(List.of(raw), this);
            }
        }
        throw new IllegalArgumentException(type.getTypeName() + " cannot travel over the bus");
    }

    static void writeString(Buffer out, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.appendInt(bytes.length).appendBytes(bytes);
    }

    private static Object readBoolean(WireReader in) {
        return in.readByte() != 0;
    }

    private static Shape shape(Writer writer, Function<WireReader, Object> reader) {
        return new Shape() {
            @Override
            public void write(Buffer out, Object value) {
                writer.write(out, value);
            }

            @Override
            public Object read(WireReader in) {
                return reader.apply(in);
            }
        };
    }

    private interface Writer {
        void write(Buffer out, Object value);
    }

    private static final class Deferred implements Shape {
        private Shape shape = this;

        @Override
        public void write(Buffer out, Object value) {
            shape.write(out, value);
        }

        @Override
        public Object read(WireReader in) {
            return shape.read(in);
        }
    }
}
