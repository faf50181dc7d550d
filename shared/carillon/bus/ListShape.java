package carillon.bus;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** A list: its size, then its elements. */
record ListShape(Shape element) implements Shape {

    @Override
    public void write(Buffer out, Object value) {
        List<?> list = (List<?>) value;
        out.appendInt(list.size());
        for (Object each : list) {
            element.write(out, each);
        }
    }

    @Override
    public Object read(WireReader in) {
        int size = in.readCount();
        List<Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(element.read(in));
        }
        return list;
    }
}
