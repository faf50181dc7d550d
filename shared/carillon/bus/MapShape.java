package carillon.bus;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;

/** A map: its size, then its entries. */
record MapShape(Shape key, Shape value) implements Shape {

    @Override
    public void write(Buffer out, Object value) {
        Map<?, ?> map = (Map<?, ?>) value;
        out.appendInt(map.size());
        map.forEach((k, v) -> {
            key.write(out, k);
            this.value.write(out, v);
        });
    }

    @Override
    public Object read(WireReader in) {
        int size = in.readCount();
        Map<Object, Object> map = HashMap.newHashMap(size);
        for (int i = 0; i < size; i++) {
            map.put(key.read(in), value.read(in));
        }
        return map;
    }
}
